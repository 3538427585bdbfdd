// Data files as lists of objects, for those of which a page reads all.

import { loadTable } from './data.js';

/** records: the rows of a table; texts null, numbers NaN where nothing is given. */
export function records(table) {
  return read(
    table,
    Array.from({ length: table.rows }, (_, row) => row),
  );
}

/** recordsWhere: those of which a column of numbers is wanted. */
export function recordsWhere(table, column, isWanted) {
  const rows = [];
  table.numbers(column).forEach((value, row) => isWanted(value) && rows.push(row));
  return read(table, rows);
}

function read(table, rows) {
  const columns = [...table.columns.values()].map(({ name, type }) => [
    name,
    type === 'text' || type === 'dict' ? table.texts(name) : table.numbers(name),
  ]);
  return rows.map((row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[row]])),
  );
}

/** loadRecords: resolves to the rows of data/NAME.js. */
export async function loadRecords(name) {
  return records(await loadTable(name));
}
