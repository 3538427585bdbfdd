// /api/papers/{number on arXiv}.

import { failure, json } from './http.js';
import { Collection } from './listing.js';

/** createPapers returns the collection and its route. */
export function createPapers(rows) {
  const collection = new Collection(rows);

  return {
    collection,
    detail: (id) => {
      const { row } = collection.locate(id);
      return row ? json(row) : failure(404, 'Paper not found');
    },
  };
}
