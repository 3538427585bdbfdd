// Families: who goes back to a model, and which models a model goes back to.

/** descendants: rows of all models that are built on a row, however far, by distance. */
export function descendants(edges, row) {
  return reach([row], (one) => edges.children(one), edges.child);
}

/** roots: the models without parents that a row goes back to; itself where it has none. */
export function roots(edges, row) {
  const above = [row, ...reach([row], (one) => edges.parents(one), edges.parent)];
  return above.filter((one) => edges.parents(one).length === 0).sort((a, b) => a - b);
}

function reach(start, next, ends) {
  const seen = new Set(start);
  const found = [...start];
  for (let at = 0; at < found.length; at++) {
    for (const edge of next(found[at])) {
      if (!seen.has(ends[edge])) {
        seen.add(ends[edge]);
        found.push(ends[edge]);
      }
    }
  }
  return found.slice(start.length);
}
