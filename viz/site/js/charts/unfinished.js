// What is drawn of a time that is not over: the line to it is dashed and ends in a ring, its bar is
// hatched.

import { count } from '../core/format.js';
import { t } from '../core/i18n.js';

/** unfinishedLine: the series of a line as two of one name, where `at` is the point not over. */
export function unfinishedLine(series, at) {
  const { data } = series;
  const ring = { value: data[at], symbol: 'emptyCircle', symbolSize: 7 };
  return at === undefined || data[at] === null
    ? [series]
    : [
        { ...series, data: data.map((value, i) => (i === at ? null : value)) },
        {
          ...series,
          data: data.map((value, i) => (i === at ? ring : i === at - 1 ? dot(value) : null)),
          lineStyle: { ...series.lineStyle, type: 'dashed' },
          showSymbol: true,
        },
      ];
}

function dot(value) {
  return { value, symbol: 'none' };
}

/** hatched: data of bars, the one at `at` hatched in the colour of the page. */
export function hatched(data, at, theme) {
  const decal = { color: theme.surface, dashArrayX: [1, 0], dashArrayY: [3, 3], rotation: -0.8 };
  return data.map((value, i) => (i === at ? { value, itemStyle: { decal } } : value));
}

/** openText: says which time is not over, and how it is drawn: 'line' or 'bar'. */
export function openText({ label, n, of }, drawn) {
  return of === 1
    ? t(`series.open.month.${drawn}`, { time: label })
    : t(`series.open.${drawn}`, { time: label, n: count(n), of: count(of) });
}
