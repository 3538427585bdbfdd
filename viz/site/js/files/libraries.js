// What writes files for other programs, in a bundle of its own that is loaded when one is wanted.

import { sceneGraph, wholeGraph } from './graph-of.js';
import { graphFile } from './graph.js';

self.llmecoFiles = { graphFile, sceneGraph, wholeGraph };
