// Files of a network's drawing, loaded when one is asked for.

import { atlasSvg, png, svg } from './export.js';

self.llmecoPicture = { atlasSvg, png, svg };
