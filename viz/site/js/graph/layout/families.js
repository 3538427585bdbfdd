// Families: each model that has relatives, in the tree of the base model that
// is fewest derivations away, the better ranked of equally near ones. A merge
// so hangs on one of its parents only; the others are lines across families.

/**
 * families: {trees: [{root, order}], children, parent, family}: the largest
 * tree first; by row of models: the children in the tree, the parent there (-1:
 * none), the number of the tree (-1: no relatives).
 */
export function families(edges, n) {
  const parent = new Int32Array(n).fill(-1);
  const family = new Int32Array(n).fill(-1);
  const children = new Array(n).fill(NONE);
  const roots = [];
  const queue = [];
  const grow = (from) => {
    for (let at = from; at < queue.length; at++) {
      const row = queue[at];
      for (const edge of edges.children(row)) {
        const child = edges.child[edge];
        if (family[child] < 0) {
          family[child] = family[row];
          parent[child] = row;
          children[row] === NONE ? (children[row] = [child]) : children[row].push(child);
          queue.push(child);
        }
      }
    }
  };
  const plant = (row) => {
    family[row] = roots.push(row) - 1;
    queue.push(row);
  };
  for (let row = 0; row < n; row++) {
    if (edges.parents(row).length === 0 && edges.children(row).length > 0) {
      plant(row);
    }
  }
  grow(0);
  // what is left descends from cycles alone
  for (let row = 0; row < n; row++) {
    if (family[row] < 0 && edges.children(row).length > 0) {
      const from = queue.length;
      plant(row);
      grow(from);
    }
  }
  const orders = roots.map(() => []);
  for (const row of queue) {
    orders[family[row]].push(row);
  }
  const trees = roots
    .map((root, i) => ({ root, order: orders[i] }))
    .sort((a, b) => b.order.length - a.order.length || a.root - b.root);
  trees.forEach(({ order }, i) =>
    order.forEach((row) => {
      family[row] = i;
    }),
  );
  return { trees, children, parent, family };
}

const NONE = [];
