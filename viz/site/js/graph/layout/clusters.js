// Clusters: each node in the middle of the models around it. A subtree is a
// circle; circles are packed in rings, small ones inside, and turned so that
// a node faces the one it hangs on. Nothing overlaps, and time is linear but
// for sorting.

import { enclosing, field, ring } from './pack.js';
import { forest } from './forest.js';

const GAP = 5;

/** clusters: sets x and y of every node. */
export function clusters(scene, aspect) {
  const { nodes } = scene;
  const { trees, children } = forest(scene);
  const { x, y } = radiate(
    { trees, children },
    nodes.map(({ r }) => r),
    GAP,
    (radii) => field(radii, 6 * GAP, aspect),
  );
  for (const node of nodes) {
    node.x = x[node.id];
    node.y = y[node.id];
  }
}

/**
 * radiate: x and y of the nodes of trees, [{root, order}] with the order from
 * the root on, and children, a list a node. apart(radii) places the circles of
 * the trees; circles are what it was given, with their places.
 */
export function radiate({ trees, children }, radii, gap, apart) {
  const n = radii.length;
  // circle of each subtree, relative to its node
  const middleX = new Float64Array(n);
  const middleY = new Float64Array(n);
  const reach = Float64Array.from(radii);
  // where a node lies beside its parent, and how far its subtree is turned
  const stepX = new Float64Array(n);
  const stepY = new Float64Array(n);
  const turn = new Float64Array(n);

  for (const { order } of trees) {
    for (let at = order.length - 1; at >= 0; at--) {
      const id = order[at];
      if (!children[id].length) {
        continue;
      }
      const below = [...children[id]].sort((a, b) => reach[a] - reach[b] || a - b);
      const start = radii[id] + (below.length > 12 ? gap : 3 * gap);
      const { places } = ring(
        start,
        below.map((b) => reach[b]),
        gap,
      );
      const circles = [{ x: 0, y: 0, r: radii[id] }];
      below.forEach((child, i) => {
        const { x, y, angle } = places[i];
        const off = Math.hypot(middleX[child], middleY[child]);
        // turned so that the child is on the side of the middle
        turn[child] = off < 1e-9 ? 0 : angle - Math.atan2(middleY[child], middleX[child]);
        stepX[child] = x - off * Math.cos(angle);
        stepY[child] = y - off * Math.sin(angle);
        circles.push({ x, y, r: reach[child] });
      });
      const circle = enclosing(circles);
      middleX[id] = circle.x;
      middleY[id] = circle.y;
      reach[id] = circle.r;
    }
  }

  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const at = apart(trees.map(({ root }) => reach[root]));
  trees.forEach(({ root, order }, i) => {
    x[root] = at[i].x - middleX[root];
    y[root] = at[i].y - middleY[root];
    turn[root] = 0;
    for (const id of order) {
      const cos = Math.cos(turn[id]);
      const sin = Math.sin(turn[id]);
      for (const child of children[id]) {
        x[child] = x[id] + stepX[child] * cos - stepY[child] * sin;
        y[child] = y[id] + stepX[child] * sin + stepY[child] * cos;
        turn[child] += turn[id];
      }
    }
  });
  return {
    x,
    y,
    circles: trees.map(({ root }, i) => ({ x: at[i].x, y: at[i].y, r: reach[root] })),
  };
}
