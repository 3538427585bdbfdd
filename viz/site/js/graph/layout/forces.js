// Forces: ForceAtlas2 from the clusters on, a bounded number of rounds, then
// noverlap, so that it ends and always ends the same way.

/** forces: moves every node of a placed scene. */
export function forces(scene) {
  const { Graph, forceAtlas2, noverlap } = self.llmecoGraph;
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
    settings: { ...forceAtlas2.inferSettings(graph), adjustSizes: n < 400, barnesHutOptimize: n > 300, gravity: 0.6, scalingRatio: 12, slowDown: 4 },
  });
  noverlap.assign(graph, { maxIterations: n < 1500 ? 400 : 40, settings: { margin: 4, ratio: 1.1, expansion: 1.1, gridSize: 40 } });
  graph.forEachNode((id, { x, y }) => {
    scene.nodes[id].x = x;
    scene.nodes[id].y = y;
  });
}
