// What a drawing has, as a graph for the files of other programs (graph.js):
//
// graph: { asOf, generator, attributes: [[name, type], ...] of nodes, the first the name,
//          count, node(i): their values, null or NaN where unknown,
//          edges: how many, edge(i): [source, target, relation, weight], the first two by number }
// An arrow leads from the base model to the derived one.

const MODEL = [
  ['name', 'string'],
  ['author', 'string'],
  ['task', 'string'],
  ['license', 'string'],
  ['downloads', 'long'],
  ['likes', 'long'],
  ['influence', 'double'],
  ['rank', 'long'],
];
const AUTHOR = [
  ['name', 'string'],
  ['models', 'long'],
  ['task', 'string'],
  ['downloads', 'long'],
  ['likes', 'long'],
  ['influence', 'double'],
];

function modelValues(models, row) {
  return [
    models.name(row),
    models.author(row),
    models.value('task', row),
    models.value('license', row),
    models.downloads[row],
    models.likes[row],
    models.influence[row],
    models.rank(row),
  ];
}

/** wholeGraph: all models and derivations of the site. */
export function wholeGraph(models, edges) {
  return {
    asOf: models.meta.as_of,
    generator: models.meta.generator,
    attributes: MODEL,
    count: models.count,
    node: (row) => modelValues(models, row),
    edges: edges.count,
    edge: (i) => [edges.parent[i], edges.child[i], edges.relation(i), edges.weight(i)],
  };
}

/** sceneGraph: what a network shows; grouped by author a weight is the number of derivations. */
export function sceneGraph(models, look) {
  const { scene } = look;
  const nodes = scene.nodes.filter(({ id }) => !look.gone[id]);
  const place = new Map(nodes.map(({ id }, i) => [id, i]));
  const arrows = scene.arrows.filter((arrow) => look.arrowShown(arrow));
  return {
    asOf: models.meta.as_of,
    generator: models.meta.generator,
    attributes: scene.grouped ? AUTHOR : MODEL,
    count: nodes.length,
    node: (i) => {
      const { key, rows, task, downloads, likes, influence } = nodes[i];
      return scene.grouped
        ? [key, rows.length, task, downloads, likes, influence]
        : modelValues(models, rows[0]);
    },
    edges: arrows.length,
    edge: (i) => {
      const { source, target, relation, weight } = arrows[i];
      return [place.get(source), place.get(target), relation, weight];
    },
  };
}
