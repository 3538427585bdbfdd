// Monthly series of GitHub projects by month, quarter or year.

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
      month: `${year}-${String((at % 12) + 1).padStart(2, '0')}`,
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
