// What a list of models adds up to, in all and by a fact that they share.

import { monthAt } from './month.js';

/** sums: {models, influence, downloads, likes} of rows. */
export function sums(models, rows) {
  const total = { models: rows.length, influence: 0, downloads: 0, likes: 0 };
  for (const row of rows) {
    total.influence += models.influence[row] || 0;
    total.downloads += models.downloads[row] || 0;
    total.likes += models.likes[row] || 0;
  }
  return total;
}

/**
 * tally: [{name, models, influence, row}] by the dictionary {codes, labels}, the most influence
 * first; row: the best model.
 */
export function tally(models, rows, { codes, labels }) {
  const counts = new Float64Array(labels.length + 1);
  const influence = new Float64Array(labels.length + 1);
  const first = new Int32Array(labels.length + 1).fill(-1);
  for (const row of rows) {
    const code = codes[row];
    counts[code]++;
    influence[code] += models.influence[row] || 0;
    if (first[code] < 0) {
      first[code] = row;
    }
  }
  return labels
    .map((name, i) => ({
      name,
      models: counts[i + 1],
      influence: influence[i + 1],
      row: first[i + 1],
    }))
    .filter((one) => one.models > 0)
    .sort(byInfluence);
}

export function byInfluence(a, b) {
  return b.influence - a.influence || b.models - a.models || (a.name < b.name ? -1 : 1);
}

/** listed: the rows of all models that the Hub lists, in order of rank. */
export function listed(models) {
  const rows = [];
  for (let row = 0; row < models.count; row++) {
    if (!Number.isNaN(models.ranks[row])) {
      rows.push(row);
    }
  }
  return rows;
}

/** months: [[12 * year + month - 1, how many], ...] of days, without gaps. */
export function months(days) {
  const counts = new Map();
  for (const day of days) {
    if (!Number.isNaN(day)) {
      const month = monthOf(day);
      counts.set(month, (counts.get(month) ?? 0) + 1);
    }
  }
  const first = Math.min(...counts.keys());
  const end = Math.max(...counts.keys());
  return counts.size
    ? Array.from({ length: end - first + 1 }, (_, i) => [first + i, counts.get(first + i) ?? 0])
    : [];
}

const DAY = 86400000;

/** monthOf: the month of a day since 1970-01-01. */
export function monthOf(day) {
  return monthAt(day * DAY);
}

/** openMonth: the month that the data ends in before the month does; null: it ends with it. */
export function openMonth({ as_of: asOf }) {
  if (!asOf) {
    return null;
  }
  const day = Math.floor(Date.parse(asOf) / DAY);
  return monthOf(day) === monthOf(day + 1) ? monthOf(day) : null;
}
