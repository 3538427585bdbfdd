// The menu of files that hold what is drawn as data.

import { loadBundle } from '../core/data.js';
import { $ } from '../core/dom.js';

/** dataFiles: graph(files) gives the graph of the moment; files: assets/files.js (files/). */
export function dataFiles(name, graph) {
  $('#data-files').addEventListener('click', async ({ target }) => {
    if (target.dataset.file) {
      await loadBundle('files');
      self.llmecoFiles.save(target.dataset.file, name, graph(self.llmecoFiles));
    }
  });
}
