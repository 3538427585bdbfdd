// How two models are related, as llmeco_path() and llmeco_common_ancestors() have it: the shortest
// way down from one to the other, else up, else by the ancestor that is nearest to both.

/** upward: {row: {depth, edge, ways}} of a row and all it goes back to; edge: to the row below. */
function upward(edges, row) {
  const found = new Map([[row, { depth: 0, edge: -1, ways: 1 }]]);
  let level = [row];
  for (let depth = 1; level.length; depth++) {
    const next = [];
    for (const below of level) {
      const { ways } = found.get(below);
      for (const edge of edges.parents(below)) {
        const above = edges.parent[edge];
        const known = found.get(above);
        if (!known) {
          found.set(above, { depth, edge, ways });
          next.push(above);
        } else if (known.depth === depth) {
          known.ways += ways;
        }
      }
    }
    // ways over the most influential models are found first
    level = next.sort((a, b) => a - b);
  }
  return found;
}

// down: the derivations from a row down to where a walk up began.
function down(edges, found, row) {
  const steps = [];
  for (let at = row; found.get(at).edge >= 0;) {
    const { edge } = found.get(at);
    steps.push(edge);
    at = edges.child[edge];
  }
  return steps;
}

/**
 * pathBetween: {kind, top, toFrom, toTo, ways, others}. kind: same, down, up, common, none; top:
 * the row that both go back to; toFrom, toTo: the derivations from it down to each; ways: how many
 * of that length there are; others: the next common ancestors, [{row, toFrom, toTo}] with depths.
 */
export function pathBetween({ models, edges }, from, to) {
  const [aboveFrom, aboveTo] = [upward(edges, from), upward(edges, to)];
  const common = [...aboveFrom]
    .filter(([row]) => aboveTo.has(row))
    .map(([row, { depth }]) => ({ row, toFrom: depth, toTo: aboveTo.get(row).depth }))
    .sort(nearest(models));
  const kind =
    from === to
      ? 'same'
      : aboveTo.has(from)
        ? 'down'
        : aboveFrom.has(to)
          ? 'up'
          : common.length
            ? 'common'
            : 'none';
  const top = { same: from, down: from, up: to, common: common[0]?.row, none: -1 }[kind];
  return {
    kind,
    top,
    toFrom: kind === 'none' || kind === 'down' ? [] : down(edges, aboveFrom, top),
    toTo: kind === 'none' || kind === 'up' ? [] : down(edges, aboveTo, top),
    ways:
      kind === 'none'
        ? 0
        : (kind === 'down' ? 1 : aboveFrom.get(top).ways) *
          (kind === 'up' ? 1 : aboveTo.get(top).ways),
    others: kind === 'common' ? common.slice(1) : [],
  };
}

// nearest: fewest derivations to both, then to the further one, then by name.
function nearest(models) {
  const furthest = ({ toFrom, toTo }) => Math.max(toFrom, toTo);
  return (a, b) =>
    a.toFrom + a.toTo - (b.toFrom + b.toTo) ||
    furthest(a) - furthest(b) ||
    (models.name(a.row) < models.name(b.row) ? -1 : 1);
}
