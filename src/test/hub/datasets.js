// /api/datasets: the listing and the detail record.

import { authorOf, detailRoute, listRoute } from './lists.js';
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

// As the Hub's Python client has them, in the order of the alphabet.
const LIST_FIELDS = [
  'author',
  'cardData',
  'citation',
  'createdAt',
  'description',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'gated',
  'lastModified',
  'likes',
  'paperswithcode_id',
  'private',
  'resourceGroup',
  'sha',
  'siblings',
  'tags',
  'trendingScore',
  'usedStorage',
  'xetEnabled',
];
const DEFAULT_LIST = [
  'author',
  'disabled',
  'gated',
  'lastModified',
  'likes',
  'trendingScore',
  'private',
  'sha',
  'description',
  'downloads',
  'tags',
  'createdAt',
];

/** createDatasets returns the collection and its routes; aliases: {old name:
 * present name}. */
export function createDatasets(rows, aliases) {
  const collection = new Collection(rows, aliases);

  const kind = {
    name: 'datasets',
    collection,
    sorts: SORTS,
    expand: LIST_FIELDS,
    detailFields: LIST_FIELDS,
    detailDefaults: LIST_FIELDS.filter((name) => name !== 'trendingScore'),
    hidden: [],
    defaults: () => DEFAULT_LIST,
    field: (row, name) => {
      switch (name) {
        case 'author':
          return authorOf(row);
        case 'disabled':
        case 'gated':
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
    lists: {},
  };

  return {
    collection,
    list: (ctx) => listRoute(kind, ctx),
    detail: (ctx, id, revision) => detailRoute(kind, ctx, id, revision),
  };
}
