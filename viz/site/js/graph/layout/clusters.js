// Clusters: each node in the middle of the models around it. A subtree is a
// circle; circles are packed in rings, small ones inside, and turned so that
// a node faces the one it hangs on. Nothing overlaps, and time is linear but
// for sorting.

import { enclosing, field, ring } from './pack.js';
import { forest } from './forest.js';

const GAP = 5;

/** clusters: sets x and y of every node. */
export function clusters(scene, aspect) {
  const { trees, children } = forest(scene);
  const { nodes } = scene;
  // circle of each subtree, relative to its node
  const circle = new Array(nodes.length);
  const placed = new Array(nodes.length);

  for (const { order } of trees) {
    for (let at = order.length - 1; at >= 0; at--) {
      const id = order[at];
      const below = [...children[id]].sort((a, b) => circle[a].r - circle[b].r || a - b);
      if (!below.length) {
        circle[id] = { x: 0, y: 0, r: nodes[id].r };
        continue;
      }
      const reach = nodes[id].r + (below.length > 12 ? GAP : 3 * GAP);
      const { places } = ring(reach, below.map((b) => circle[b].r), GAP);
      placed[id] = below.map((b, i) => turned(b, circle[b], places[i]));
      circle[id] = enclosing([
        { x: 0, y: 0, r: nodes[id].r },
        ...below.map((b, i) => ({ x: places[i].x, y: places[i].y, r: circle[b].r })),
      ]);
    }
  }

  const at = field(trees.map(({ root }) => circle[root].r), 6 * GAP, aspect);
  trees.forEach(({ root, order }, i) => {
    nodes[root].x = at[i].x - circle[root].x;
    nodes[root].y = at[i].y - circle[root].y;
    nodes[root].turn = 0;
    for (const id of order) {
      const cos = Math.cos(nodes[id].turn);
      const sin = Math.sin(nodes[id].turn);
      for (const { child, x, y, turn } of placed[id] || []) {
        nodes[child].x = nodes[id].x + x * cos - y * sin;
        nodes[child].y = nodes[id].y + x * sin + y * cos;
        nodes[child].turn = nodes[id].turn + turn;
      }
    }
  });
}

// turned: where the child itself comes to lie when its circle is at a place and
// is turned so that the child is on the side of the middle.
function turned(child, { x, y }, place) {
  const off = Math.hypot(x, y);
  const turn = off < 1e-9 ? 0 : place.angle - Math.atan2(y, x);
  return {
    child,
    turn,
    x: place.x - off * Math.cos(place.angle),
    y: place.y - off * Math.sin(place.angle),
  };
}
