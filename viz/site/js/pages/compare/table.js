// The table of the comparison: a column a model, a row a fact; whether a row's facts differ is said
// by a sign.

import { h } from '../../core/dom.js';
import { DASH } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { modelUrl } from '../../core/url.js';
import { icon } from '../../ui/icons.js';
import { markOf } from '../../ui/marks.js';
import { monogram } from '../../ui/monogram.js';

export function table({ models, names, onlyDifferences, change }, items, groups) {
  const several = items.length > 1;
  const shown = groups
    .map(({ key, rows }) => ({
      key,
      rows: rows
        .map((row) => ({ ...row, differs: several && differs(row) }))
        .filter((row) => row.differs || !onlyDifferences || !several),
    }))
    .filter(({ rows }) => rows.length > 0);
  return h(
    'div',
    { class: 'table-frame versus-frame', tabindex: 0, role: 'region', 'aria-labelledby': 'versus' },
    h(
      'table',
      { class: 'versus', dataset: { n: items.length } },
      h('caption', { class: 'visually-hidden', id: 'versus' }, t('compare.caption')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          items.map((item, i) =>
            h(
              'th',
              { scope: 'col' },
              columnHead(models, item, i, several, () => {
                const focus = items[i + 1] ?? items[i - 1];
                return change(names.filter((name) => name !== item.name)).then(() =>
                  (focus
                    ? document.querySelector(`.versus [data-remove="${CSS.escape(focus.name)}"]`)
                    : document.querySelector('#find')
                  )?.focus(),
                );
              }),
            ),
          ),
        ),
      ),
      shown.map(({ key, rows }) =>
        h(
          'tbody',
          {},
          h(
            'tr',
            { class: 'part' },
            h('th', { scope: 'rowgroup' }, t(`compare.group.${key}`)),
            h('td', { colspan: items.length }),
          ),
          rows.map((row) => rowOf(row, several)),
        ),
      ),
    ),
  );
}

/** differs: whether the models of a row have different values; nothing given is one, too. */
export function differs({ cells }) {
  return cells.some(({ value }) => !Object.is(value, cells[0].value));
}

function columnHead(models, { row, name }, i, several, remove) {
  const author = models.author(row);
  return [
    h(
      'div',
      { class: 'versus-head' },
      monogram(author || name, models.value('kind', row)),
      h(
        'button',
        {
          type: 'button',
          class: 'button ghost icon',
          'aria-label': t('selection.remove', { name }),
          title: t('selection.remove', { name }),
          dataset: { remove: name },
          onclick: remove,
        },
        icon('close'),
      ),
    ),
    author && h('span', { class: 'versus-owner' }, `${author}/`),
    h('a', { href: modelUrl(name) }, several && markOf(i), models.shortName(row)),
  ];
}

function rowOf({ key, label, cells, differs: is }, several) {
  return h(
    'tr',
    { class: is ? 'differs' : null, dataset: { row: key } },
    h(
      'th',
      { scope: 'row' },
      several &&
        h(
          'span',
          {
            class: 'versus-sign',
            role: 'img',
            'aria-label': t(is ? 'compare.differ' : 'compare.same'),
          },
          is ? '≠' : '=',
        ),
      label,
    ),
    cells.map(({ content, best }) =>
      h('td', { class: best ? 'best' : null }, content || h('span', { class: 'muted' }, DASH)),
    ),
  );
}
