// What few visits need, in a bundle of its own (assets/share.js) that is loaded when one does: the
// address and the citation of a view, a page in a frame, the service worker.

import { embed } from './embed.js';
import { copyAddress, showCitation } from './share.js';
import { startWorker } from './worker.js';

self.llmecoShare = { copyAddress, showCitation, embed, startWorker };
