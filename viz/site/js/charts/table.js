// A chart's numbers as a table.

import { h } from '../core/dom.js';
import { DASH, count } from '../core/format.js';

function content({ number, cell, format = number ? count : String }, value, row) {
  if (cell) {
    return cell(value, row);
  }
  return value === null || value === undefined || Number.isNaN(value) ? DASH : format(value);
}

/** dataTable: a table element; the first column has the rows' headers. */
export function dataTable(caption, { columns, rows }) {
  return h(
    'table',
    { class: 'list' },
    h('caption', { class: 'visually-hidden' }, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map((c) => h('th', { scope: 'col', class: c.number ? 'number' : null }, c.label)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h(
          'tr',
          {},
          columns.map((c, i) =>
            h(
              i ? 'td' : 'th',
              {
                scope: i ? null : 'row',
                class: c.number ? 'number' : c.format ? 'date' : null,
              },
              content(c, row[i], row),
            ),
          ),
        ),
      ),
    ),
  );
}
