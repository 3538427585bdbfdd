// /api/models: the listing and the detail record.

import { authorOf, detailRoute, listRoute, sees } from './lists.js';
import { Collection, parametersOf } from './listing.js';

const SORTS = [
  'createdAt',
  'downloads',
  'likes',
  'lastModified',
  'likes30d',
  'trendingScore',
  'num_parameters',
  'mainSize',
  'id',
];

// In the order in which the Hub names them.
const LIST_FIELDS = [
  'author',
  'baseModels',
  'cardData',
  'config',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'evalResults',
  'gated',
  'inference',
  'inferenceProviderMapping',
  'lastModified',
  'library_name',
  'likes',
  'mask_token',
  'model-index',
  'pipeline_tag',
  'private',
  'safetensors',
  'sha',
  'siblings',
  'spaces',
  'tags',
  'transformersInfo',
  'trendingScore',
  'widgetData',
  'gguf',
  'resourceGroup',
  'xetEnabled',
];
// Accepted by the listing, never in its answer.
const NOT_LISTED = ['spaces', 'inference', 'mask_token'];
const DETAIL_FIELDS = [...LIST_FIELDS, 'childrenModelCount', 'usedStorage'];

const DEFAULT_LIST = [
  'likes',
  'trendingScore',
  'private',
  'downloads',
  'tags',
  'pipeline_tag',
  'library_name',
  'createdAt',
  'modelId',
];
// Not in a detail record unless asked for.
const ON_REQUEST = ['baseModels', 'childrenModelCount', 'downloadsAllTime', 'trendingScore'];
const DEFAULT_DETAIL = ['modelId', ...DETAIL_FIELDS.filter((name) => !ON_REQUEST.includes(name))];

const RELATIONS = ['adapter', 'merge', 'quantized', 'finetune'];
const MAX_SPACES = 100;

// Local apps that run what has a tag; a row's own apps go before.
const APPS = { gguf: ['llama.cpp', 'lmstudio', 'jan', 'ollama'], mlx: ['mlx-lm', 'lmstudio'] };
const SUFFIXES = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** createModels returns the collection and its routes; usingModel(id, ctx)
 * gives the ids of the Spaces that use a model. */
export function createModels(rows, aliases, usingModel) {
  const collection = new Collection(rows, aliases);

  const kind = {
    name: 'models',
    collection,
    hidden: NOT_LISTED,
    sorts: SORTS,
    expand: LIST_FIELDS,
    detailFields: DETAIL_FIELDS,
    detailDefaults: DEFAULT_DETAIL,
    defaults: () => DEFAULT_LIST,
    field: (row, name, ctx) => {
      switch (name) {
        case 'author':
          return authorOf(row);
        case 'baseModels':
          return baseModels(collection, row, ctx);
        case 'childrenModelCount':
          return countChildren(collection, row.id, ctx);
        case 'disabled':
        case 'gated':
        case 'private':
          return false;
        case 'lastModified':
          return row.createdAt;
        case 'modelId':
          return row.id;
        case 'spaces':
          return usingModel(row.id, ctx).slice(0, MAX_SPACES);
        case 'tags':
          return [];
        default:
          return undefined;
      }
    },
    tests: {
      author: (row, value) => (row.author ?? authorOf(row)) === value,
      search: (row, value, i) => collection.lowerIds()[i].includes(value.toLowerCase()),
      pipeline_tag: (row, value) => row.pipeline_tag === value,
      gated: (row, value) => String(Boolean(row.gated)) === value,
      apps: (row, value) => {
        const apps = row.apps ?? tagsOf(row).flatMap((tag) => APPS[tag] ?? []);
        return value.split(',').some((app) => apps.includes(app));
      },
      inference_provider: (row, value) => {
        const providers = providersOf(row);
        return value === 'all'
          ? providers.length > 0
          : value.split(',').some((name) => providers.includes(name));
      },
      num_parameters: (row, value) => {
        const { min = 0, max = Infinity } = readRange(value);
        return parametersOf(row) >= min && parametersOf(row) <= max;
      },
    },
    lists: {},
  };

  return {
    collection,
    list: (ctx) => listRoute(kind, ctx),
    detail: (ctx, id, revision) => detailRoute(kind, ctx, id, revision),
  };
}

const tagsOf = (row) => (Array.isArray(row.tags) ? row.tags : []);

/** providersOf names the providers that serve a model; the mapping is a list,
 * or an object by provider. */
function providersOf(row) {
  const mapping = row.inferenceProviderMapping ?? [];
  return Array.isArray(mapping) ? mapping.map((entry) => entry.provider) : Object.keys(mapping);
}

/** readRange reads min:6B,max:128B, or one of them. */
function readRange(text) {
  const bounds = text.matchAll(/\b(min|max):([\d.]+)([KMBT]?)/gi);
  return Object.fromEntries(
    [...bounds].map(([, name, number, suffix]) => [
      name.toLowerCase(),
      Number(number) * (SUFFIXES[suffix.toUpperCase()] ?? 1),
    ]),
  );
}

/** baseModels reads the parents from the base_model:RELATION:ID tags. The Hub
 * gives one relation for all parents: the first tag's. Names are current
 * ones, _id is there when the parent is. */
function baseModels(collection, row, ctx) {
  let relation;
  const models = [];
  for (const tag of tagsOf(row)) {
    const parts = /^base_model:(adapter|merge|quantized|finetune):(.+)$/.exec(tag);
    if (parts && (relation ?? parts[1]) === parts[1]) {
      relation = parts[1];
      const parent = collection.resolve(parts[2]);
      models.push(
        sees(ctx, parent.row) ? { _id: parent.row?._id, id: parent.id } : { id: parts[2] },
      );
    }
  }
  return relation && { relation, models };
}

function countChildren(collection, id, ctx) {
  const byTag = collection.byTag();
  const count = (relation) =>
    (byTag.get(`base_model:${relation}:${id}`) ?? []).filter((i) => sees(ctx, collection.rows[i]))
      .length;
  return Object.fromEntries(RELATIONS.map((relation) => [relation, count(relation)]));
}
