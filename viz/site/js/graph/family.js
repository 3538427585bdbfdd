// Families, as llmeco.model_families has them: who goes back to a model, and which models a model
// goes back to. Ways over models that the Hub no longer lists are none.

/** descendants: rows of all listed models that are built on a row, however far, by distance. */
export function descendants({ models, edges }, row) {
  return reach([row], (one) => childrenOf(models, edges, one));
}

/** roots: the models that a row goes back to and that go back to none; itself where it is one. */
export function roots({ models, edges }, row) {
  const above = [row, ...reach([row], (one) => parentsOf(models, edges, one))];
  return above.filter((one) => parentsOf(models, edges, one).length === 0).sort((a, b) => a - b);
}

/** isAlone: of a model that is built on no listed one, and that none is built on. */
export function isAlone({ models, edges }, row) {
  return !parentsOf(models, edges, row).length && !childrenOf(models, edges, row).length;
}

function childrenOf(models, edges, row) {
  return Array.from(edges.children(row), (edge) => edges.child[edge]).filter(
    (one) => !models.isRemoved(one),
  );
}

function parentsOf(models, edges, row) {
  return Array.from(edges.parents(row), (edge) => edges.parent[edge]).filter(
    (one) => !models.isRemoved(one),
  );
}

function reach(start, next) {
  const seen = new Set(start);
  const found = [...start];
  for (let at = 0; at < found.length; at++) {
    for (const row of next(found[at])) {
      if (!seen.has(row)) {
        seen.add(row);
        found.push(row);
      }
    }
  }
  return found.slice(start.length);
}
