// What only a model's page shows: data/details/N.js has a thousand rows of
// models each, in their order.

import { loadTable } from './data.js';

const ROWS = 1000;
const NUMBERS = [
  'downloads_all_time',
  'trending_score',
  'modified_at',
  'fetched_at',
  'removed_at',
  'disabled',
  'influence',
  'self_influence',
  'child_influence',
  'parent_influence',
  'recency',
  'space_influence',
  'spaces',
  'children',
  'parents',
];
const LISTS = ['languages', 'tags', 'space_list', 'github_list', 'history', 'conflicts'];

/** loadDetails: resolves to {column: value} of a row; numbers NaN where unknown, lists empty. */
export async function loadDetails(row) {
  const table = await loadTable(`details/${Math.floor(row / ROWS)}`);
  const at = row % ROWS;
  const details = { gated: table.texts('gated')[at] };
  for (const name of NUMBERS) {
    details[name] = table.numbers(name)[at];
  }
  for (const name of LISTS) {
    details[name] = JSON.parse(table.texts(name)[at] ?? '[]');
  }
  return details;
}
