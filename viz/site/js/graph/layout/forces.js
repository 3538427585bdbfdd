// Forces: ForceAtlas2 from the clusters on, a bounded number of rounds, then
// overlaps taken apart: it ends, and always ends the same way.

import { separate } from './separate.js';

/** forces: moves every node of a placed scene. */
export function forces(scene) {
  const { Graph, forceAtlas2 } = self.llmecoGraph;
  const graph = new Graph({ multi: true, type: 'directed' });
  for (const { id, x, y, r } of scene.nodes) {
    graph.addNode(id, { x, y, size: r });
  }
  for (const { source, target } of scene.arrows) {
    graph.addDirectedEdge(source, target);
  }
  const n = scene.nodes.length;
  forceAtlas2.assign(graph, {
    iterations: n < 400 ? 200 : n < 1500 ? 80 : 30,
    settings: {
      ...forceAtlas2.inferSettings(graph),
      adjustSizes: n < 400,
      barnesHutOptimize: n > 300,
      gravity: 0.6,
      scalingRatio: 12,
      slowDown: 4,
    },
  });
  graph.forEachNode((id, { x, y }) => {
    scene.nodes[id].x = x;
    scene.nodes[id].y = y;
  });
  separate(scene.nodes, 5, n < 1500 ? 300 : 40);
}
