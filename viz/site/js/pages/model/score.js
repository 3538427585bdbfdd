// Why this score: the terms of an influence as one bar and as a table.

import { h, svg } from '../../core/dom.js';
import { count, fixed, percent } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl } from '../../core/url.js';

/** score: models and what explain() gave. */
export function score(models, explained) {
  if (!explained) {
    return h('p', { class: 'muted' }, t('model.score.none'));
  }
  const { total, terms } = explained;
  const share = ({ value }) => (total > 0 ? value / total : 0);
  const shades = new Map();
  terms.forEach((one) => {
    const n = terms.filter((other) => other.part === one.part).indexOf(one);
    shades.set(one, `part-${one.part} shade-${n % 4}`);
  });
  const parents = terms.filter(({ part }) => part === 'parent');
  const inherited = parents.reduce((sum, one) => sum + share(one), 0);
  return [
    inherited > 0.5 &&
      h('p', { class: 'score-inherited' }, t('inherited.why', { share: percent(inherited) })),
    bar(terms, share, shades, models),
    h(
      'table',
      { class: 'terms' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, t('model.score.term')),
          h('th', { scope: 'col', class: 'number' }, t('model.score.amount')),
          h('th', { scope: 'col', class: 'number' }, t('model.score.adds')),
          h('th', { scope: 'col', class: 'number' }, t('model.score.share')),
        ),
      ),
      ['self', 'child', 'parent'].map((part) => {
        const rows = terms.filter((one) => one.part === part);
        return rows.length
          ? h(
              'tbody',
              {},
              h(
                'tr',
                { class: 'part' },
                h('th', { scope: 'rowgroup', colspan: 2 }, t(`model.score.${part}`)),
                h(
                  'td',
                  { class: 'number' },
                  fixed(rows.reduce((sum, { shown }) => sum + shown, 0)),
                ),
                h(
                  'td',
                  { class: 'number' },
                  percent(
                    rows.reduce((sum, one) => sum + share(one), 0),
                    1,
                  ),
                ),
              ),
              rows.map((one) =>
                h(
                  'tr',
                  { dataset: { term: one.key } },
                  h(
                    'th',
                    { scope: 'row' },
                    h('span', { class: `swatch-dot ${shades.get(one)}`, 'aria-hidden': 'true' }),
                    label(models, one),
                  ),
                  h('td', { class: 'number' }, amount(one)),
                  h('td', { class: 'number' }, fixed(one.shown)),
                  h('td', { class: 'number' }, percent(share(one), 1)),
                ),
              ),
            )
          : null;
      }),
      h(
        'tfoot',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'row', colspan: 2 }, t('column.influence')),
          h('td', { class: 'number' }, fixed(terms.reduce((sum, { shown }) => sum + shown, 0))),
          h('td', { class: 'number' }, percent(total > 0 ? 1 : 0, 1)),
        ),
      ),
    ),
  ];
}

function name(models, { key, row, amount: n }) {
  return key === 'relative' ? models.name(row) : t(`model.term.${key}`, { n: count(n) });
}

function label(models, one) {
  return one.key === 'relative'
    ? [
        h('a', { href: modelUrl(models.name(one.row)) }, models.name(one.row)),
        h('span', { class: `relation-text text-${one.relation}` }, term('relation', one.relation)),
      ]
    : name(models, one);
}

function amount({ key, amount: value }) {
  return key === 'others' || key === 'all' || Number.isNaN(value)
    ? ''
    : key === 'likes'
      ? count(value)
      : fixed(value);
}

function bar(terms, share, shades, models) {
  let x = 0;
  const parts = terms
    .filter(({ value }) => value > 0)
    .map((one) => {
      const width = share(one) * 1000;
      const rect = svg(
        'rect',
        { class: shades.get(one), x: x.toFixed(2), y: 0, width: width.toFixed(2), height: 10 },
        svg('title', {}, `${name(models, one)}: ${fixed(one.shown)} (${percent(share(one), 1)})`),
      );
      x += width;
      return rect;
    });
  return svg(
    'svg',
    {
      class: 'terms-bar',
      viewBox: '0 0 1000 10',
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': t('model.score.bar'),
    },
    parts,
  );
}
