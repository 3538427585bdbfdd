// A spanning forest of the scene, seen as undirected: breadth first from the
// seeds and then from the best ranked node that is left, so that everything
// radiates from what the reader asked for.

import { neighbours } from '../scene.js';

/** forest: [{root, order}] and parent and children of each node. */
export function forest(scene) {
  const near = neighbours(scene);
  const n = scene.nodes.length;
  const parent = new Int32Array(n).fill(-1);
  const children = scene.nodes.map(() => []);
  const seen = new Uint8Array(n);
  const trees = [];
  const starts = [...scene.nodes].sort((a, b) => Number(b.seed) - Number(a.seed) || a.id - b.id);
  for (const { id: root } of starts) {
    if (seen[root]) {
      continue;
    }
    seen[root] = 1;
    const order = [root];
    for (let at = 0; at < order.length; at++) {
      for (const next of [...near[order[at]]].sort((a, b) => a - b)) {
        if (!seen[next]) {
          seen[next] = 1;
          parent[next] = order[at];
          children[order[at]].push(next);
          order.push(next);
        }
      }
    }
    trees.push({ root, order });
  }
  return { trees, parent, children };
}
