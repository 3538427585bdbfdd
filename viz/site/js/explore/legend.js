// The legend: kinds of derivation to show or hide, and what node colours mean.

import { $, css, h, svg } from '../core/dom.js';
import { count } from '../core/format.js';
import { t, term } from '../core/i18n.js';
import { taskName } from '../core/tasks.js';
import { RELATIONS } from '../graph/edges.js';
import { rgb } from '../graph/palette.js';
import { headOf, strokeOf } from '../graph/strokes.js';

/**
 * legend: relations: a Map of their counts; entries: of the colour scale; start: whether some nodes
 * are. toggle(relation, on).
 */
export function legend({ relations, entries, palette, state, start = false }, toggle) {
  const arrows = RELATIONS.filter((relation) => relations.has(relation)).map((relation) =>
    h(
      'li',
      {},
      h(
        'label',
        { class: 'check' },
        h('input', {
          type: 'checkbox',
          checked: !state.hidden.has(relation),
          dataset: { relation },
          onchange: (event) => toggle(relation, event.target.checked),
        }),
        arrowSign(relation, rgb(palette[relation])),
        h('span', {}, term('relation', relation)),
        h('span', { class: 'num muted' }, count(relations.get(relation))),
      ),
    ),
  );
  const nodes = entries.map(({ value, color, n }) =>
    h(
      'li',
      {},
      css(h('span', { class: 'dot', 'aria-hidden': 'true' }), { background: rgb(color) }),
      h('span', {}, entryText(state.color, value)),
      h('span', { class: 'num muted' }, count(n)),
    ),
  );
  $('.legend-body').replaceChildren(
    ...(arrows.length ? [h('h2', {}, t('network.legend.arrows')), h('ul', {}, arrows)] : []),
    h('h2', {}, t('network.legend.nodes')),
    h(
      'ul',
      {},
      nodes,
      start &&
        h(
          'li',
          {},
          h('span', { class: 'dot ring', 'aria-hidden': 'true' }),
          h('span', {}, t('network.legend.start')),
        ),
    ),
  );
}

/** legendEntries: the same for the file of a picture, without the relations that are hidden. */
export function legendEntries({ relations, entries, palette, state }) {
  return [
    ...RELATIONS.filter((relation) => relations.has(relation) && !state.hidden.has(relation)).map(
      (relation) => ({
        relation,
        color: palette[relation],
        text: `${term('relation', relation)} (${count(relations.get(relation))})`,
      }),
    ),
    ...entries.map(({ value, color, n }) => ({
      color,
      text: `${entryText(state.color, value)} (${count(n)})`,
    })),
  ];
}

function entryText(by, value) {
  if (value === 'other') {
    return t('network.legend.more');
  }
  return by === 'task' ? taskName(value) : term(by, value);
}

function arrowSign(relation, color) {
  return svg(
    'svg',
    { class: 'arrow', viewBox: '0 0 30 12', 'aria-hidden': 'true' },
    svg('path', {
      d: 'M1 6h20',
      stroke: color,
      'stroke-width': 2,
      'stroke-dasharray': strokeOf(relation).join(' ') || null,
    }),
    svg('path', {
      d: `M${headOf(relation, 9)
        .map(([x, y]) => `${29 + x} ${6 + y}`)
        .join('L')}Z`,
      fill: color,
    }),
  );
}
