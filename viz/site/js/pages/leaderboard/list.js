// The rows of the leaderboard: filtered by a mask, in an order that is sorted
// once and kept, so that any change costs one pass over the rows.

import { wordsOf } from '../../core/fold.js';
import { Gradual } from '../../core/gradual.js';
import { argsort, descending, rankTexts, textRanks } from '../../core/sort.js';

const orders = new Map();
let nameRanks = null;

/**
 * missing: a promise of what the state asks for and data/models.js has not; null: all is here.
 */
export function missing(models, state) {
  const wanted = [
    (state.sort.endsWith('earned') || state.columns?.has('earned')) &&
      !models.earned &&
      models.loadEarned(),
    state.language?.length && !models.languages && models.loadLanguages(),
  ].filter(Boolean);
  return wanted.length ? Promise.all(wanted) : null;
}

/** listOf: a Uint32Array of rows that fit the state by search and filters, in its order. */
export function listOf(models, state, filters = []) {
  const words = wordsOf(state.q);
  const mask = maskOf(models, state, filters, words);
  const order = orderOf(models, state.sort);
  const rows = new Uint32Array(models.count);
  let n = 0;
  // what is called as the search says goes first, where no other order was asked for
  for (const row of order ? [] : models.index.exact(words, mask)) {
    rows[n++] = row;
    mask[row] = 0;
  }
  for (let i = 0; i < models.count; i++) {
    const row = order ? order[i] : i;
    if (mask[row]) {
      rows[n++] = row;
    }
  }
  return rows.subarray(0, n);
}

function maskOf(models, state, filters, words) {
  const mask = words.length ? models.index.find(words) : new Uint8Array(models.count).fill(1);
  for (let row = 0; row < models.count; row++) {
    if (Number.isNaN(models.ranks[row])) {
      mask[row] = 0;
    }
  }
  for (const filter of filters) {
    if (state[filter.key].length) {
      filter.apply(models, state[filter.key], mask);
    }
  }
  return mask;
}

/**
 * warm: prepares what the first search and the first sort by name would wait for, while the page
 * has nothing else to do.
 */
export async function warm(models) {
  await models.index.making.whenIdle();
  await namesInOrder(models).whenIdle();
}

function namesInOrder(models) {
  nameRanks ||= new Gradual(textRanks(models.count, (row) => models.name(row)));
  return nameRanks;
}

const KEYS = {
  name: (models) => namesInOrder(models).finish(),
  change: (models) => models.rankChange,
  created: (models) => models.created,
  downloads: (models) => models.downloads,
  likes: (models) => models.likes,
  parameters: (models) => models.parameters,
  influence: (models) => models.influence,
  earned: (models) => models.earned,
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
