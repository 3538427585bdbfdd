// The menu of files that hold what is drawn as data.

import { loadBundle } from '../core/data.js';
import { $, $$, download } from '../core/dom.js';

/** dataFiles: graph(files) gives the graph of the moment; files: assets/files.js (files/). */
export function dataFiles(name, graph) {
  const menu = $('#data-files');
  for (const button of $$('[data-file]', menu)) {
    button.addEventListener('click', async () => {
      menu.open = false;
      await loadBundle('files');
      const files = self.llmecoFiles;
      const file = await files.graphFile(graph(files), name, button.dataset.file);
      download(file.name, file.blob);
    });
  }
}
