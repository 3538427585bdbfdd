// The page before all models are here: the model and its closest relatives as its details name
// them, with as much of Models and Edges as the parts of the page ask for.

/** first: the page of a model from its details alone. */
export function first(details, meta) {
  const { parent_list: parents, child_list: children } = details;
  const edges = [
    ...parents.map((one, i) => ({ one, parent: i + 1, child: 0 })),
    ...children.map((one, i) => ({ one, parent: 0, child: parents.length + i + 1 })),
  ];
  const rows = [
    details,
    ...edges.map(({ one: [name, , influence] }) => ({
      name,
      author: name.includes('/') ? name.slice(0, name.indexOf('/')) : null,
      influence: influence ?? NaN,
    })),
  ];
  return {
    models: new Few(rows, meta),
    edges: {
      parent: edges.map(({ parent }) => parent),
      child: edges.map(({ child }) => child),
      relation: (edge) => edges[edge].one[1],
      weight: (edge) => edges[edge].one[3] ?? 1,
      parents: (row) => edges.flatMap(({ child }, edge) => (child === row ? [edge] : [])),
      children: (row) => edges.flatMap(({ parent }, edge) => (parent === row ? [edge] : [])),
    },
    row: 0,
    details,
    first: true,
  };
}

class Few {
  constructor(rows, meta) {
    this.rows = rows;
    this.meta = meta;
    this.alpha = meta.alpha || [0.6, 0.3, 0.1];
    for (const key of ['influence', 'downloads', 'likes', 'parameters']) {
      this[key] = rows.map((row) => row[key]);
    }
    this.created = rows.map((row) => row.created_at);
  }

  name(row) {
    return this.rows[row].name;
  }

  author(row) {
    return this.rows[row].author;
  }

  shortName(row) {
    const { name, author } = this.rows[row];
    return author ? name.slice(author.length + 1) : name;
  }

  authorTitle(row) {
    return this.author(row) || '';
  }

  value(key, row) {
    return this.rows[row][key] ?? null;
  }

  rank(row) {
    return this.rows[row].rank;
  }

  isStub(row) {
    return Number.isNaN(this.rows[row].fetched_at);
  }
}
