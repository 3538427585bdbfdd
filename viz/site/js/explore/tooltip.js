// The text beside the pointer.

import { $, css } from '../core/dom.js';
import { count, fixed } from '../core/format.js';
import { t, term } from '../core/i18n.js';
import { relationOf } from '../graph/scene.js';

export function hideTooltip() {
  $('#tooltip').hidden = true;
}

function show(lines, at) {
  const tip = $('#tooltip');
  const frame = tip.parentElement;
  tip.replaceChildren(
    ...lines.map((line, i) => {
      const element = document.createElement(i ? 'span' : 'strong');
      element.textContent = line;
      return element;
    }),
  );
  tip.hidden = false;
  const x = Math.min(at.x + 14, frame.clientWidth - tip.offsetWidth - 8);
  const y =
    at.y + 18 + tip.offsetHeight > frame.clientHeight ? at.y - tip.offsetHeight - 12 : at.y + 18;
  css(tip, { left: `${Math.max(8, x)}px`, top: `${y}px` });
}

export function showNode({ models, edges, scene }, node, at) {
  if (scene.grouped) {
    show(
      [
        t('hover.group', {
          author: node.key,
          n: count(node.rows.length),
          influence: fixed(node.influence),
        }),
      ],
      at,
    );
  } else {
    showModel({ models, edges }, node.rows[0], at);
  }
}

export function showModel({ models, edges }, row, at) {
  show(
    [
      models.author(row)
        ? t('hover.by', { name: models.shortName(row), author: models.authorTitle(row) })
        : models.name(row),
      `${term('relation', relationOf(edges, row))} · ${t('panel.influence')} ` +
        `${fixed(models.influence[row])}`,
    ],
    at,
  );
}

export function showArrow({ scene }, arrow, at) {
  const parent = scene.nodes[arrow.source].key;
  const child = scene.nodes[arrow.target].key;
  show(
    [
      scene.grouped
        ? t('hover.edge.author', { child, parent, n: count(arrow.count) })
        : t('hover.edge', { child, parent, relation: term('relation', arrow.relation) }),
    ],
    at,
  );
}
