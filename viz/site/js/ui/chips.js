// The chosen models as chips that can be removed one by one.

import { h } from '../core/dom.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';
import { icon } from './icons.js';

const SHOWN = 24;

/** chip: an item of a list with a button that takes it out. */
export function chip(name, remove) {
  const label = t('selection.remove', { name });
  return h(
    'li',
    { class: 'chip' },
    h('span', { class: 'chip-text' }, name),
    h(
      'button',
      { type: 'button', 'aria-label': label, title: label, onclick: remove },
      icon('close'),
    ),
  );
}

/** chips: a list of names with remove buttons; remove(name) is called. */
export function chips(names, remove) {
  const more = names.length - SHOWN;
  return h(
    'ul',
    { class: 'chips', 'aria-label': t('selection.label') },
    names.slice(0, SHOWN).map((name) => chip(name, () => remove(name))),
    more > 0 && h('li', { class: 'chip more' }, t('selection.more', { n: count(more) })),
  );
}
