// A score, 0 to 100, as a number with a bar.

import { h, svg } from '../core/dom.js';
import { fixed } from '../core/format.js';
import { t } from '../core/i18n.js';

/** scoreBar: the number and the bar; NaN: no data. */
export function scoreBar(value) {
  return h(
    'div',
    { class: 'score', title: Number.isNaN(value) ? t('score.none') : null },
    h('span', { class: 'num' }, fixed(value, 1)),
    scoreLine(value),
  );
}

export function scoreLine(value) {
  return svg(
    'svg',
    {
      class: 'score-line',
      viewBox: '0 0 100 4',
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    svg('rect', { class: 'score-rest', width: 100, height: 4 }),
    !Number.isNaN(value) &&
      svg('rect', {
        class: 'score-fill',
        width: Math.max(0, Math.min(100, value)).toFixed(2),
        height: 4,
      }),
  );
}
