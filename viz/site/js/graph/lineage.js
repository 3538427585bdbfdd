// Which models and derivations a network has: the lineage of the chosen models
// (all ancestors, all descendants, and the other parents of these descendants),
// narrowed by the view.

// by their names in llmeco_network()
export const VIEWS = ['top', 'full', 'author', 'orgs', 'finetune', 'adapter', 'merge', 'quantized'];
export const CHILDREN = 100;
export const LIMIT = 6000;

const RELATION_VIEWS = new Set(['finetune', 'adapter', 'merge', 'quantized']);

/**
 * lineage: {rows, edges, all, hidden} of the seeds in a view. rows start with
 * the seeds and go on by distance; all: how many there are before the cut at
 * LIMIT; hidden: children that the view 'top' leaves out.
 *
 * full, author: everything. top: of each model at most its CHILDREN most
 * influential children. finetune, adapter, merge, quantized: what is reached
 * from the seeds over that relation alone. orgs: models of
 * organizations, and the seeds.
 */
export function lineage(models, edges, seeds, view) {
  const follows = RELATION_VIEWS.has(view) ? (edge) => edges.relation(edge) === view : () => true;
  const seen = new Set(seeds);
  const rows = [...seen];
  let hidden = 0;

  for (let at = 0, queue = rows.slice(); at < queue.length; at++) {
    for (const edge of edges.parents(queue[at])) {
      if (follows(edge) && !seen.has(edges.parent[edge])) {
        seen.add(edges.parent[edge]);
        rows.push(edges.parent[edge]);
        queue.push(edges.parent[edge]);
      }
    }
  }

  const descendants = [...new Set(seeds)];
  const below = new Set(descendants);
  for (let at = 0; at < descendants.length; at++) {
    let taken = 0;
    for (const edge of edges.children(descendants[at])) {
      const child = edges.child[edge];
      if (!follows(edge)) {
        continue;
      }
      if (view === 'top' && ++taken > CHILDREN) {
        hidden += below.has(child) ? 0 : 1;
        continue;
      }
      if (!below.has(child)) {
        below.add(child);
        descendants.push(child);
      }
    }
  }
  const add = (row) => {
    if (!seen.has(row)) {
      seen.add(row);
      rows.push(row);
    }
  };
  descendants.forEach(add);
  for (const row of descendants) {
    for (const edge of edges.parents(row)) {
      if (follows(edge)) {
        add(edges.parent[edge]);
      }
    }
  }

  const start = new Set(seeds);
  const wanted =
    view === 'orgs'
      ? rows.filter((row) => start.has(row) || models.value('kind', row) === 'organization')
      : rows;
  const kept = wanted.slice(0, LIMIT);
  return { rows: kept, edges: among(edges, kept, follows), all: wanted.length, hidden };
}

/** among: the edges with both ends in rows. */
function among(edges, rows, follows) {
  const inside = new Set(rows);
  const found = [];
  for (const row of rows) {
    for (const edge of edges.children(row)) {
      if (inside.has(edges.child[edge]) && follows(edge)) {
        found.push(edge);
      }
    }
  }
  return found;
}
