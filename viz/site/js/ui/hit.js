// A check box without a label of its own, with room around it for a finger.

import { h } from '../core/dom.js';

export function hit(input) {
  return h('label', { class: 'hit' }, input);
}
