// /api/models: the listing and the detail record.

import { failure, json, redirect } from './http.js';
import { badExpand, listRoute, readExpand } from './lists.js';
import { Collection } from './listing.js';

const SORTS = ['createdAt', 'downloads', 'likes', 'lastModified', 'trendingScore'];

const LIST_FIELDS = [
  'author', 'baseModels', 'cardData', 'config', 'createdAt', 'disabled', 'downloads',
  'downloadsAllTime', 'evalResults', 'gated', 'gguf', 'inference', 'inferenceProviderMapping',
  'lastModified', 'library_name', 'likes', 'mask_token', 'model-index', 'pipeline_tag', 'private',
  'resourceGroup', 'safetensors', 'sha', 'siblings', 'spaces', 'tags', 'transformersInfo',
  'trendingScore', 'widgetData', 'xetEnabled',
];
const DETAIL_FIELDS = [...LIST_FIELDS, 'childrenModelCount', 'usedStorage'];

const DEFAULT_LIST = [
  'likes', 'trendingScore', 'private', 'downloads', 'tags', 'pipeline_tag', 'library_name',
  'createdAt', 'modelId',
];
// Accepted by the list route, never in its answer.
const NOT_IN_LIST = new Set(['spaces', 'inference', 'mask_token']);
// Only given on the detail route when asked for.
const NOT_IN_DETAIL = new Set(['baseModels', 'childrenModelCount', 'downloadsAllTime', 'trendingScore']);

const RELATIONS = ['adapter', 'merge', 'quantized', 'finetune'];
const MAX_SPACES = 100;

/** createModels returns the routes; spaces are those that a detail record
 * lists. */
export function createModels(rows, aliases, spaces) {
  const collection = new Collection(rows, SORTS, aliases);
  const kind = {
    name: 'models',
    collection,
    sorts: SORTS,
    expand: LIST_FIELDS,
    item: (row, fields) => {
      if (typeof row !== 'object' || row === null) {
        return JSON.stringify(row);
      }
      const wanted = fields ? fields.filter((name) => !NOT_IN_LIST.has(name)) : DEFAULT_LIST;
      return JSON.stringify(project(collection, row, wanted));
    },
    condition: (params) => {
      const author = params.get('author');
      const search = params.get('search')?.toLowerCase();
      const task = params.get('pipeline_tag');
      const gated = params.get('gated');
      if (author === null && search === undefined && task === null && gated === null) {
        return { key: '' };
      }
      const lower = search === undefined ? null : collection.lowerIds();
      return {
        key: JSON.stringify([author, search, task, gated]),
        where: (row, i) =>
          (author === null || field(collection, row, 'author') === author) &&
          (lower === null || lower[i].includes(search)) &&
          (task === null || row.pipeline_tag === task) &&
          (gated === null || String(Boolean(row.gated)) === gated),
      };
    },
  };
  return {
    collection,
    list: (ctx) => listRoute(kind, ctx),
    detail: (ctx, id) => detailRoute(collection, spaces, ctx, id),
  };
}

/** detailRoute answers /api/models/{id}[/revision/{rev}]. */
function detailRoute(collection, spaces, ctx, id) {
  const found = collection.locate(id);
  if (found.moved !== undefined) {
    return redirect(`/api/models/${found.moved}${ctx.search}`);
  }
  if (!found.row) {
    return missing(ctx);
  }
  const fields = readExpand(ctx.params);
  const wrong = fields?.find((name) => !DETAIL_FIELDS.includes(name));
  if (wrong !== undefined) {
    return badExpand(wrong, DETAIL_FIELDS);
  }
  const { row } = found;
  const asked = fields ?? [
    'modelId',
    ...DETAIL_FIELDS.filter((name) => !NOT_IN_DETAIL.has(name)),
  ];
  const result = project(collection, row, asked);
  if (asked.includes('spaces')) {
    const using = Array.isArray(row.spaces) ? row.spaces : spaces.using(row.id);
    result.spaces = using.slice(0, MAX_SPACES);
  }
  if (asked.includes('childrenModelCount')) {
    result.childrenModelCount = countChildren(collection, row.id);
  }
  return json(result);
}

/** missing is what a name that nobody has gets: who asks without a token
 * cannot tell it from a private one. */
export function missing(ctx) {
  if (!ctx.token) {
    return failure(401, 'Invalid username or password.');
  }
  return failure(404, 'Repository not found', {
    'X-Error-Code': 'RepoNotFound',
    'X-Error-Message': 'Repository not found',
  });
}

/** project picks fields of a row, after _id and id; fields without a value
 * are left out. */
export function project(collection, row, fields) {
  const result = { _id: row._id, id: row.id };
  for (const name of fields) {
    result[name] = field(collection, row, name);
  }
  return result;
}

/** field is a field of a row, derived where the data lack what the Hub would
 * have. */
function field(collection, row, name) {
  if (row[name] !== undefined) {
    return row[name];
  }
  switch (name) {
    case 'author':
      return typeof row.id === 'string' && row.id.includes('/') ? row.id.split('/')[0] : undefined;
    case 'baseModels':
      return baseModels(collection, row);
    case 'disabled':
    case 'gated':
    case 'private':
      return false;
    case 'lastModified':
      return row.createdAt;
    case 'modelId':
      return row.id;
    case 'tags':
      return [];
    default:
      return undefined;
  }
}

/** baseModels reads the parents from the base_model:RELATION:ID tags. The Hub
 * has one relation for all parents: the first tag's. */
function baseModels(collection, row) {
  if (!Array.isArray(row.tags)) {
    return undefined;
  }
  let relation;
  const models = [];
  for (const tag of row.tags) {
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
  const tags = collection.byTag();
  return Object.fromEntries(
    RELATIONS.map((relation) => [relation, tags.get(`base_model:${relation}:${id}`)?.length ?? 0]));
}
