// A citation in boxes, each with a button that copies it.

import { h } from '../core/dom.js';
import { copyText } from './copy.js';

/** citeBox: what goes into a box: the text and its button; tag: p or pre; t: i18n.js's. */
export function citeBox(tag, label, text, t) {
  const shown = h(tag, { tabindex: 0, 'aria-label': label, role: 'group' }, text);
  const button = h(
    'button',
    { type: 'button', class: 'button', onclick: () => copyText(text, shown, t) },
    t('copy'),
  );
  return [shown, button];
}
