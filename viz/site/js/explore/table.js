// What is drawn as a table: the same for keyboards and screen readers.

import { $, h } from '../core/dom.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';

/**
 * nodeTable: columns: [{ label, number }], the first of names; rows: [{ name, chosen, choose(),
 * cells: the other columns' content }]; left: how many are not shown; more(): shows more of them.
 */
export function nodeTable({ columns, rows, left, more }) {
  const kind = (number) => ({ class: number ? 'number' : null });
  const headers = columns.map(({ label, number }) =>
    h('th', { scope: 'col', ...kind(number) }, label),
  );
  const lines = rows.map(({ name, chosen, choose, cells }) =>
    h(
      'tr',
      { class: chosen ? 'chosen' : null },
      h(
        'th',
        { scope: 'row' },
        h('button', { type: 'button', class: 'link', onclick: choose }, name),
      ),
      cells.map((cell, i) => h('td', kind(columns[i + 1].number), cell)),
    ),
  );
  $('#models').replaceChildren(
    h(
      'table',
      { class: 'node-table' },
      h('thead', {}, h('tr', {}, headers)),
      h('tbody', {}, lines),
    ),
    ...(left > 0 ? [moreButton(left, more)] : []),
  );
}

function moreButton(left, more) {
  const text = t('panel.more', { n: count(left) });
  return h(
    'p',
    { class: 'list-more' },
    h('button', { type: 'button', class: 'button', onclick: more }, text),
  );
}
