// What a model's page shows first: data/details/XX.js has the models whose names have that hash
// (shard.js), each with everything of its own, its bases and the first of what is built on it.

import { loadTable } from './data.js';
import { shardOf } from './shard.js';

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
  'parameters',
  'created_at',
  'downloads',
  'likes',
  'rank',
];
const TEXTS = ['name', 'kind', 'org', 'task', 'library', 'license', 'gated'];
const LISTS = [
  'languages',
  'tags',
  'space_list',
  'github_list',
  'history',
  'scores',
  'families',
  'parent_list',
  'conflicts',
  'child_list',
];

/**
 * loadDetails: resolves to {column: value} of the model of that name, in any case; numbers NaN
 * where unknown, lists empty. null where there is none.
 */
export async function loadDetails(name) {
  const table = await loadTable(`details/${shardOf(name)}`);
  const names = table.texts('name');
  const lower = name.toLowerCase();
  const exact = names.indexOf(name);
  const at = exact < 0 ? names.findIndex((one) => one.toLowerCase() === lower) : exact;
  if (at < 0) {
    return null;
  }
  const details = {};
  for (const key of NUMBERS) {
    details[key] = table.numbers(key)[at];
  }
  for (const key of TEXTS) {
    details[key] = table.texts(key)[at];
  }
  const slash = details.name.indexOf('/');
  details.author = slash > 0 ? details.name.slice(0, slash) : null;
  for (const key of LISTS) {
    details[key] = JSON.parse(table.texts(key)[at] ?? '[]');
  }
  // the way of a conflict is from the ancestor to the model, which need not be written
  details.conflicts = details.conflicts.map(([path, ...rest]) => [
    [...path, details.name],
    ...rest,
  ]);
  return details;
}
