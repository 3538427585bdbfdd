// Files of a network's drawing, loaded when one is asked for.

import { png, svg } from './export.js';

self.llmecoPicture = { png, svg };
