// The search of all pages: models, authors and repositories by words of their
// names in any order. What is called exactly so comes first, then what counts most.

import { fold, hasAll, isExactly, wordsOf } from './fold.js';

/** findModels: rows, the one that is called so first, then by rank. */
export function findModels(models, text, limit) {
  const words = wordsOf(text);
  if (!words.length) {
    return [];
  }
  const found = models.index.find(words);
  const rows = models.index.exact(words, found).slice(0, limit);
  const first = new Set(rows);
  for (let row = 0; row < models.count && rows.length < limit; row++) {
    if (found[row] && !first.has(row)) {
      rows.push(row);
    }
  }
  return rows;
}

/**
 * findAuthors: [{name, full, row, n}] of authors whose name and full name have the words; row: the
 * best model.
 */
export function findAuthors(models, text, limit) {
  const words = wordsOf(text);
  if (!words.length) {
    return [];
  }
  const { codes, labels } = models.authors;
  const found = new Map();
  for (let row = 0; row < models.count; row++) {
    const code = codes[row];
    const entry = code ? found.get(code) : null;
    if (entry) {
      entry.n++;
    } else if (entry === undefined) {
      const name = labels[code - 1];
      const full = models.fullName(row);
      const fits = hasAll(`${fold(name)}\t${full ? fold(full) : ''}`, words);
      found.set(code, fits ? { name, full, row, n: 1 } : null);
    }
  }
  const order = (a) => (isExactly(a.name, words) ? 0 : 1);
  return [...found.values()]
    .filter(Boolean)
    .sort((a, b) => order(a) - order(b) || a.row - b.row)
    .slice(0, limit);
}

/** findRepos: [{name, openrank}], the repository that is called so first, then by OpenRank. */
export function findRepos(table, text, limit) {
  const words = wordsOf(text);
  if (!words.length) {
    return [];
  }
  const openrank = table.numbers('openrank');
  const order = ({ name }) => (isExactly(name, words) ? 0 : 1);
  return table
    .texts('repo')
    .map((name, row) => ({ name, openrank: openrank[row] }))
    .filter(({ name }) => hasAll(fold(name), words))
    .sort(
      (a, b) =>
        order(a) - order(b) || (b.openrank || 0) - (a.openrank || 0) || (a.name < b.name ? -1 : 1),
    )
    .slice(0, limit);
}
