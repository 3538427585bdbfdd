// Monthly series of GitHub projects by month, quarter or year.

import { isoMonth } from './format.js';
import { monthAt } from './month.js';

export const STEPS = { month: 1, quarter: 3, year: 12 };

/** How a metric's months make a longer time: counts add up, all else is the mean of the months. */
export const SUMS = new Set([
  'stars',
  'technical_fork',
  'new_contributors',
  'issues_new',
  'issues_closed',
  'issue_comments',
  'change_requests',
  'change_requests_accepted',
  'change_requests_reviews',
  'code_change_lines_add',
  'code_change_lines_remove',
  'code_change_lines_sum',
]);

/** span: the first and the last month of any of the series; null where there is none. */
export function span(all) {
  const known = all.filter((s) => s && s.values.length);
  return known.length
    ? {
        first: Math.min(...known.map((s) => s.first)),
        last: Math.max(...known.map((s) => s.first + s.values.length - 1)),
      }
    : null;
}

/**
 * buckets: [{from, to, label}] of the months first to last; from and to are months, both included.
 */
export function buckets({ first, last }, step) {
  const n = STEPS[step];
  const list = [];
  for (let at = Math.floor(first / n) * n; at <= last; at += n) {
    const year = Math.floor(at / 12);
    const label = {
      month: isoMonth(at),
      quarter: `${year}-Q${Math.floor((at % 12) / 3) + 1}`,
      year: String(year),
    }[step];
    list.push({ from: at, to: at + n - 1, label });
  }
  return list;
}

/** gather: a value for each bucket, null where the series has no month in it. */
export function gather(series, list, metric) {
  return list.map(({ from, to }) => {
    let sum = 0;
    let n = 0;
    for (let month = from; month <= to; month++) {
      const value = series?.values[month - series.first];
      if (value !== undefined && value !== null) {
        sum += value;
        n++;
      }
    }
    return n === 0 ? null : SUMS.has(metric) ? sum : sum / n;
  });
}

/** monthOf: an ISO time as a month; without one no month is later. */
export function monthOf(iso) {
  const month = monthAt(iso ?? NaN);
  return Number.isNaN(month) ? Infinity : month;
}

/**
 * unfinished: {at, label, n, of} of the last bucket where only n of its months are over; null where
 * all are. last: the newest month with data; now: the month in which it was read, which is not
 * over.
 */
export function unfinished(list, last, now) {
  const at = list.length - 1;
  if (at < 0) {
    return null;
  }
  const { from, to, label } = list[at];
  const over = Math.min(last, now - 1);
  return to > over ? { at, label, n: Math.max(0, over - from + 1), of: to - from + 1 } : null;
}

/**
 * ceiling: where an axis ends so that a few values far out do not flatten the rest; null where
 * there are none.
 */
export function ceiling(values) {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const high = known[Math.ceil(0.95 * known.length) - 2];
  return known.length >= 8 && high > 0 && known.at(-1) > 3 * high ? 1.25 * high : null;
}
