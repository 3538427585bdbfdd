// What few visits need, in a bundle of its own (assets/share.js) that is loaded when one does: the
// address and the citation of a view, a page in a frame, the service worker.

import { share as english } from '../i18n/en/share.js';
import { embed } from './embed.js';
import { copyAddress, showCitation } from './share.js';
import { startWorker } from './worker.js';

// say: the page's t(), and English texts that a page does not have.
const say = (t) => (key) => {
  const text = t(key);
  return text === key ? english[key] : text;
};
const inWords = (fn) => (meta, t) => fn(meta, say(t));

self.llmecoShare = {
  copyAddress: inWords(copyAddress),
  showCitation: inWords(showCitation),
  embed: inWords(embed),
  startWorker,
};
