// What writes files for other programs, in a bundle of its own that is loaded when one is wanted.

import { $, download } from '../core/dom.js';
import { sceneGraph, wholeGraph } from './graph-of.js';
import { graphFile } from './graph.js';

async function save(format, name, graph) {
  $('#data-files').open = false;
  const file = await graphFile(graph, name, format);
  download(file.name, file.blob);
}

self.llmecoFiles = { save, sceneGraph, wholeGraph };
