// /api/spaces: the listing and the detail record.

import { authorOf, detailRoute, listRoute, sees } from './lists.js';
import { Collection } from './listing.js';

const SORTS = [
  'createdAt',
  'downloads',
  'likes',
  'lastModified',
  'likes30d',
  'trendingScore',
  'mainSize',
  'id',
];

// In the order in which the Hub names them.
const LIST_FIELDS = [
  'author',
  'cardData',
  'datasets',
  'disabled',
  'lastModified',
  'createdAt',
  'likes',
  'private',
  'region',
  'runtime',
  'sdk',
  'siblings',
  'sha',
  'subdomain',
  'tags',
  'trendingScore',
  'models',
  'resourceGroup',
  'xetEnabled',
];
const DETAIL_FIELDS = [...LIST_FIELDS, 'usedStorage'];
const DEFAULT_LIST = ['likes', 'trendingScore', 'private', 'sdk', 'tags', 'createdAt'];

/** createSpaces returns the collection and its routes; currentName(id) gives
 * the name that a model has now. */
export function createSpaces(rows, currentName) {
  const collection = new Collection(rows);
  const links = (row, name) => (Array.isArray(row?.[name]) ? row[name] : []);

  /** usingModel returns the row numbers of the Spaces that name a model,
   * under its present name or an old one. */
  function usingModel(id) {
    const byModel = collection.byKeys('models', (row) => links(row, 'models').map(currentName));
    return byModel.get(currentName(id)) ?? [];
  }

  const kind = {
    name: 'spaces',
    collection,
    sorts: SORTS,
    expand: LIST_FIELDS,
    detailFields: DETAIL_FIELDS,
    detailDefaults: DETAIL_FIELDS.filter((name) => name !== 'trendingScore'),
    hidden: [],
    defaults: (params) => [
      ...DEFAULT_LIST,
      ...['models', 'datasets'].filter(
        (name) => params.get('linked') === 'true' || params.has(name),
      ),
    ],
    field: (row, name) => {
      switch (name) {
        case 'author':
          return authorOf(row);
        case 'disabled':
        case 'private':
          return false;
        case 'lastModified':
          return row.createdAt;
        case 'tags':
          return [];
        default:
          return undefined;
      }
    },
    tests: {
      author: (row, value) => (row.author ?? authorOf(row)) === value,
      search: (row, value, i) => collection.lowerIds()[i].includes(value.toLowerCase()),
    },
    lists: {
      models: usingModel,
      datasets: (id) =>
        collection.byKeys('datasets', (row) => links(row, 'datasets')).get(id) ?? [],
    },
  };

  return {
    collection,
    list: (ctx) => listRoute(kind, ctx),
    detail: (ctx, id, revision) => detailRoute(kind, ctx, id, revision),
    idsUsingModel: (id, ctx) =>
      usingModel(id)
        .map((i) => collection.rows[i])
        .filter((row) => sees(ctx, row))
        .map((row) => row.id),
  };
}
