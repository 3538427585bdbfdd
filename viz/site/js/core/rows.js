// Data files as lists of objects, for those of which a page reads all.

import { loadTable } from './data.js';

/** records: the rows of a table; texts null, numbers NaN where nothing is given. */
export function records(table) {
  const columns = [...table.columns.values()].map(({ name, type }) => [
    name,
    type === 'text' || type === 'dict' ? table.texts(name) : table.numbers(name),
  ]);
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[row]])),
  );
}

/** loadRecords: resolves to the rows of data/NAME.js. */
export async function loadRecords(name) {
  return records(await loadTable(name));
}
