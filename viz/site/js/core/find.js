// Models, authors and repositories by a part of their name.

/** findModels: the search of home and network: models and authors, best rank first. */
export function findModels(models, text, limit) {
  const wanted = text.toLowerCase();
  const found = models.matches(text);
  const rows = [];
  const rest = [];
  for (let row = 0; row < models.count && rows.length < limit; row++) {
    if (found[row]) {
      const starts =
        models.name(row).toLowerCase().startsWith(wanted) ||
        models.shortName(row).toLowerCase().startsWith(wanted);
      (starts ? rows : rest).push(row);
    }
  }
  return [...rows, ...rest].slice(0, limit);
}

/**
 * findAuthors: [{name, full, row, n}] of authors whose name or full name fits; row: the best model.
 */
export function findAuthors(models, text, limit) {
  const wanted = text.toLowerCase();
  const found = new Map();
  const { codes, labels } = models.authors;
  for (let row = 0; row < models.count; row++) {
    const code = codes[row];
    if (!code) {
      continue;
    }
    const entry = found.get(code);
    if (entry) {
      entry.n++;
    } else if (entry === undefined) {
      const name = labels[code - 1];
      const full = models.fullName(row);
      const fits =
        name.toLowerCase().includes(wanted) || (full && full.toLowerCase().includes(wanted));
      found.set(code, fits ? { name, full, row, n: 1 } : null);
    }
  }
  const starts = (a) => (a.name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return [...found.values()]
    .filter(Boolean)
    .sort((a, b) => starts(a) - starts(b) || a.row - b.row)
    .slice(0, limit);
}

/**
 * findRepos: [{name, openrank}] of repositories whose name fits, those that start with it first,
 * then by OpenRank.
 */
export function findRepos(table, text, limit) {
  const wanted = text.toLowerCase();
  const openrank = table.numbers('openrank');
  const parts = (name) => name.toLowerCase().split('/');
  const starts = ({ name }) => (parts(name).some((part) => part.startsWith(wanted)) ? 0 : 1);
  return table
    .texts('repo')
    .map((name, row) => ({ name, openrank: openrank[row] }))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        starts(a) - starts(b) ||
        (b.openrank || 0) - (a.openrank || 0) ||
        (a.name < b.name ? -1 : 1),
    )
    .slice(0, limit);
}
