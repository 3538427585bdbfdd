// /api/models: the listing and the detail record.

import { failure, json, redirect } from './http.js';
import { authorOf, badExpand, listRoute, missing, project, readExpand } from './lists.js';
import { Collection } from './listing.js';

const SORTS = ['createdAt', 'downloads', 'likes', 'lastModified', 'trendingScore'];

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
  'gguf',
  'inference',
  'inferenceProviderMapping',
  'lastModified',
  'library_name',
  'likes',
  'mask_token',
  'model-index',
  'pipeline_tag',
  'private',
  'resourceGroup',
  'safetensors',
  'sha',
  'siblings',
  'spaces',
  'tags',
  'transformersInfo',
  'trendingScore',
  'widgetData',
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

/** createModels returns the collection and its routes; usingModel(id) gives
 * the ids of the Spaces that use a model. */
export function createModels(rows, aliases, usingModel) {
  const collection = new Collection(rows, aliases);

  const detailKind = {
    field: (row, name) => {
      switch (name) {
        case 'author':
          return authorOf(row);
        case 'baseModels':
          return baseModels(collection, row);
        case 'childrenModelCount':
          return countChildren(collection, row.id);
        case 'disabled':
        case 'gated':
        case 'private':
          return false;
        case 'lastModified':
          return row.createdAt;
        case 'modelId':
          return row.id;
        case 'spaces':
          return usingModel(row.id);
        case 'tags':
          return [];
        default:
          return undefined;
      }
    },
  };

  const listKind = {
    name: 'models',
    collection,
    hidden: NOT_LISTED,
    sorts: SORTS,
    expand: LIST_FIELDS,
    defaults: () => DEFAULT_LIST,
    field: detailKind.field,
    tests: {
      author: (row, value) => (row.author ?? authorOf(row)) === value,
      search: (row, value, i) => collection.lowerIds()[i].includes(value.toLowerCase()),
      pipeline_tag: (row, value) => row.pipeline_tag === value,
      gated: (row, value) => String(Boolean(row.gated)) === value,
    },
    lists: {},
  };

  /** detail answers /api/models/{id}, at a revision if one is named. */
  function detail(ctx, id, revision = 'main') {
    const found = collection.locate(id);
    if (found.moved !== undefined) {
      const tail = ctx.path.match(/\/revision\/.*$/)?.[0] ?? '';
      return redirect(`/api/models/${found.moved}${tail}${ctx.search}`);
    }
    if (!found.row) {
      return missing(ctx);
    }
    if (revision !== 'main' && revision !== found.row.sha) {
      return failure(404, `Invalid rev id: ${revision}`, { 'X-Error-Code': 'RevisionNotFound' });
    }
    const asked = readExpand(ctx.params);
    const wrong = asked?.find((name) => !DETAIL_FIELDS.includes(name));
    if (wrong !== undefined) {
      return badExpand(wrong, DETAIL_FIELDS);
    }
    const record = project(detailKind, found.row, asked ?? DEFAULT_DETAIL);
    if (Array.isArray(record.spaces)) {
      record.spaces = record.spaces.slice(0, MAX_SPACES);
    }
    return json(record);
  }

  return {
    collection,
    list: (ctx) => listRoute(listKind, ctx),
    detail,
  };
}

/** baseModels reads the parents from the base_model:RELATION:ID tags. The Hub
 * gives one relation for all parents: the first tag's. Names are current
 * ones, _id is there when the parent is. */
function baseModels(collection, row) {
  let relation;
  const models = [];
  for (const tag of Array.isArray(row.tags) ? row.tags : []) {
    const parts = /^base_model:(adapter|merge|quantized|finetune):(.+)$/.exec(tag);
    if (parts && (relation ?? parts[1]) === parts[1]) {
      relation = parts[1];
      const parent = collection.resolve(parts[2]);
      models.push({ _id: parent.row?._id, id: parent.id });
    }
  }
  return relation && { relation, models };
}

function countChildren(collection, id) {
  const byTag = collection.byTag();
  return Object.fromEntries(
    RELATIONS.map((relation) => [relation, byTag.get(`base_model:${relation}:${id}`)?.length ?? 0]),
  );
}
