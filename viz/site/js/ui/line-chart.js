// Values by day as lines, each point with a mark; up to five series.

import { h, svg } from '../core/dom.js';
import { compact, count, day } from '../core/format.js';
import { t } from '../core/i18n.js';
import { mark } from './marks.js';

const WIDTH = 360;
const HEIGHT = 110;
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 10, 10, 20];

/**
 * lineChart: a figure, null where no series has two points. key: of its caption; series: [{name,
 * points: [[day, value], ...]}] with name null of a single one; format: of a value, inverted: the
 * least value, a rank, is on top.
 */
export function lineChart(key, series, { format = count, inverted = false } = {}) {
  const drawn = series.map((one, at) => ({ ...one, at })).filter(({ points }) => points.length > 0);
  const all = drawn.flatMap(({ points }) => points);
  if (!drawn.some(({ points }) => points.length > 1)) {
    return null;
  }
  const [first, last] = ends(all.map(([date]) => date));
  const [least, most] = ends(all.map(([, value]) => value));
  const x = (date) => LEFT + ((date - first) / (last - first)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => {
    const share = most > least ? (value - least) / (most - least) : 0.5;
    return TOP + (inverted ? share : 1 - share) * (HEIGHT - TOP - BOTTOM);
  };
  const at = ([date, value]) => [x(date).toFixed(1), y(value).toFixed(1)];
  const short = compact(least) === compact(most) ? format : compact;
  return h(
    'figure',
    { class: 'line-chart', dataset: { series: key } },
    h('figcaption', {}, t(key)),
    svg(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        role: 'img',
        'aria-label': drawn.map((one) => labelOf(key, one, format)).join('; '),
      },
      (most > least ? [least, most] : [most]).flatMap((value) => [
        svg('path', { class: 'grid', d: `M${LEFT} ${y(value)}H${WIDTH - RIGHT}` }),
        svg(
          'text',
          { x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end' },
          inverted ? format(value) : short(value),
        ),
      ]),
      svg('text', { x: LEFT, y: HEIGHT - 4 }, day(first)),
      svg('text', { x: WIDTH - RIGHT, y: HEIGHT - 4, 'text-anchor': 'end' }, day(last)),
      drawn.map((one) =>
        svg('path', {
          class: `line series-${one.at}`,
          d: `M${one.points.map((point) => at(point).join(' ')).join('L')}`,
        }),
      ),
      drawn.flatMap((one) =>
        one.points.map((point) =>
          mark(one.at, ...at(point), svg('title', {}, pointText(one, point, format))),
        ),
      ),
    ),
  );
}

function ends(values) {
  return [Math.min(...values), Math.max(...values)];
}

function pointText({ name }, [date, value], format) {
  const text = `${day(date)}: ${format(value)}`;
  return name ? `${name}, ${text}` : text;
}

function labelOf(key, { name, points }, format) {
  const [first, last] = [points[0], points.at(-1)];
  return t('model.history.label', {
    what: name ? `${t(key)}, ${name}` : t(key),
    from: format(first[1]),
    since: day(first[0]),
    to: format(last[1]),
    until: day(last[0]),
  });
}
