// Counters over time: a line for each, and the same as a table.

import { h, svg } from '../../core/dom.js';
import { compact, count, day } from '../../core/format.js';
import { t } from '../../core/i18n.js';

const WIDTH = 360;
const HEIGHT = 110;
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 10, 10, 20];

/** history: [[day, downloads, likes], ...], null where a counter was not given. */
export function history(points) {
  if (points.length < 2) {
    return h(
      'p',
      { class: 'muted' },
      points.length ? t('model.history.one', { date: day(points[0][0]) }) : t('model.history.none'),
    );
  }
  return [
    line(points, 1, 'panel.downloads'),
    line(points, 2, 'panel.likes'),
    h(
      'details',
      {},
      h('summary', {}, t('model.history.table')),
      h(
        'table',
        { class: 'node-table' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['model.history.day', 'panel.downloads', 'panel.likes'].map((key, i) =>
              h('th', { scope: 'col', class: i ? 'number' : null }, t(key)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          [...points].reverse().map(([date, ...values]) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, day(date)),
              values.map((value) => h('td', { class: 'number' }, count(value ?? NaN))),
            ),
          ),
        ),
      ),
    ),
  ];
}

function line(points, column, key) {
  const known = points.filter((point) => point[column] !== null);
  if (known.length < 2) {
    return null;
  }
  const values = known.map((point) => point[column]);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const [first, last] = [known[0], known.at(-1)];
  const x = (date) => LEFT + ((date - first[0]) / (last[0] - first[0])) * (WIDTH - LEFT - RIGHT);
  const y = (value) =>
    most > least
      ? HEIGHT - BOTTOM - ((value - least) / (most - least)) * (HEIGHT - TOP - BOTTOM)
      : (HEIGHT - BOTTOM + TOP) / 2;
  const at = (point) => `${x(point[0]).toFixed(1)} ${y(point[column]).toFixed(1)}`;
  const text = (attributes, content) => svg('text', attributes, content);
  return h(
    'figure',
    { class: 'line-chart', dataset: { series: key } },
    h('figcaption', {}, t(key)),
    svg(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        role: 'img',
        'aria-label': t('model.history.label', {
          what: t(key),
          from: count(first[column]),
          since: day(first[0]),
          to: count(last[column]),
          until: day(last[0]),
        }),
      },
      (most > least ? [least, most] : [most]).flatMap((value) => [
        svg('path', { class: 'grid', d: `M${LEFT} ${y(value)}H${WIDTH - RIGHT}` }),
        text(
          { x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end' },
          compact(least) === compact(most) ? count(value) : compact(value),
        ),
      ]),
      text({ x: LEFT, y: HEIGHT - 4 }, day(first[0])),
      text({ x: WIDTH - RIGHT, y: HEIGHT - 4, 'text-anchor': 'end' }, day(last[0])),
      svg('path', {
        class: 'line',
        d: `M${known.map(at).join('L')}`,
      }),
      known.map((point) =>
        svg(
          'circle',
          { cx: x(point[0]).toFixed(1), cy: y(point[column]).toFixed(1), r: 2.6 },
          svg('title', {}, `${day(point[0])}: ${count(point[column])}`),
        ),
      ),
    ),
  );
}
