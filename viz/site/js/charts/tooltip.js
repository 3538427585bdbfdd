// What shows beside the pointer: elements, so that names from the data stay text.

import { css, h } from '../core/dom.js';

/** tip: a heading and lines of {color, label, value, strong}; color and label may be missing. */
export function tip(heading, lines) {
  return h(
    'div',
    { class: 'chart-tip' },
    heading && h('p', { class: 'chart-tip-head' }, heading),
    h(
      'dl',
      {},
      lines.map(({ color, label, value }) =>
        h(
          'div',
          {},
          h(
            'dt',
            {},
            color && css(h('span', { class: 'chart-tip-dot' }), { background: color }),
            label,
          ),
          h('dd', { class: 'num' }, value),
        ),
      ),
    ),
  );
}

/** plainTip: ECharts' own content of a tooltip as elements; format turns a value into text. */
export function plainTip(format) {
  return (params) => {
    const all = Array.isArray(params) ? params : [params];
    const number = ({ value, encode }) =>
      Array.isArray(value) ? value[encode?.y?.[0] ?? 1] : value;
    // a line that is dashed at its end is two series of one name
    const byName = new Map();
    for (const one of all) {
      const known = byName.get(one.seriesName);
      if (!known || (number(known) ?? null) === null) {
        byName.set(one.seriesName, one);
      }
    }
    return tip(
      all[0]?.axisValueLabel ?? all[0]?.name,
      [...byName.values()].map((one) => ({
        color: typeof one.color === 'string' ? one.color : null,
        label: one.seriesName?.startsWith('series\u0000') ? '' : one.seriesName,
        value: format(number(one)),
      })),
    );
  };
}
