// /api/spaces: the listing and the detail record.

import { json, redirect } from './http.js';
import { authorOf, badExpand, listRoute, missing, project, readExpand } from './lists.js';
import { Collection } from './listing.js';

const SORTS = ['createdAt', 'likes', 'lastModified', 'trendingScore'];

const LIST_FIELDS = [
  'author',
  'cardData',
  'createdAt',
  'datasets',
  'disabled',
  'lastModified',
  'likes',
  'models',
  'private',
  'region',
  'resourceGroup',
  'runtime',
  'sdk',
  'sha',
  'siblings',
  'subdomain',
  'tags',
  'trendingScore',
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

  /** detail answers /api/spaces/{id}. */
  function detail(ctx, id) {
    const found = collection.locate(id);
    if (found.moved !== undefined) {
      return redirect(`/api/spaces/${found.moved}${ctx.search}`);
    }
    if (!found.row) {
      return missing(ctx);
    }
    const asked = readExpand(ctx.params);
    const wrong = asked?.find((name) => !DETAIL_FIELDS.includes(name));
    if (wrong !== undefined) {
      return badExpand(wrong, DETAIL_FIELDS);
    }
    const fields = asked ?? DETAIL_FIELDS.filter((name) => name !== 'trendingScore');
    return json(project(kind, found.row, fields));
  }

  return {
    collection,
    list: (ctx) => listRoute(kind, ctx),
    detail,
    idsUsingModel: (id) => usingModel(id).map((i) => collection.rows[i].id),
  };
}
