// The rows of the leaderboard: filtered by a mask, in an order that is sorted
// once and kept, so that any change costs one pass over the rows.

import { argsort, descending, rankTexts } from '../../core/sort.js';
import { FILTERS } from './filters.js';

const orders = new Map();
let nameRanks = null;

/** listOf: a Uint32Array of rows that fit the state, in its order. */
export function listOf(models, state) {
  const mask = maskOf(models, state);
  const order = orderOf(models, state.sort);
  const rows = new Uint32Array(models.count);
  let n = 0;
  for (let i = 0; i < models.count; i++) {
    const row = order ? order[i] : i;
    if (mask[row]) {
      rows[n++] = row;
    }
  }
  return rows.subarray(0, n);
}

function maskOf(models, state) {
  const mask = state.q.trim()
    ? models.matches(state.q.trim())
    : new Uint8Array(models.count).fill(1);
  for (let row = 0; row < models.count; row++) {
    if (Number.isNaN(models.ranks[row])) {
      mask[row] = 0;
    }
  }
  for (const filter of FILTERS) {
    if (state[filter.key]) {
      filter.apply(models, state[filter.key], mask);
    }
  }
  return mask;
}

/** warm: prepares what the first search and the first sort by name would wait for. */
export function warm(models) {
  void models.haystack;
  orderOf(models, 'name');
}

const KEYS = {
  name: (models) => (nameRanks ||= rankTexts(models.names)),
  change: (models) => models.rankChange,
  created: (models) => models.created,
  downloads: (models) => models.downloads,
  likes: (models) => models.likes,
  parameters: (models) => models.parameters,
  influence: (models) => models.influence,
  task: (models) => dictKeys(models.facet('task')),
  license: (models) => dictKeys(models.facet('license')),
  library: (models) => dictKeys(models.facet('library')),
  kind: (models) => dictKeys(models.facet('kind')),
  org: (models) => dictKeys(models.facet('org')),
};

function dictKeys({ codes, labels }) {
  const ranks = rankTexts(labels);
  return Float64Array.from(codes, (c) => (c ? ranks[c - 1] : NaN));
}

function orderOf(models, sort) {
  if (!sort) {
    return null;
  }
  if (!orders.has(sort)) {
    const down = sort.startsWith('-');
    const keys = KEYS[down ? sort.slice(1) : sort](models);
    orders.set(sort, down ? descending(keys) : argsort(keys));
  }
  return orders.get(sort);
}
