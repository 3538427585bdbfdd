// What is drawn: nodes and arrows with their meaning, before place and colour.
//
// A node: {id, key, label, rows, seed, relation, task, kind, created, influence,
// downloads, likes}; rows has one model, or an author's models. An arrow:
// {source, target, relation, count, weight}. Nodes are in order of rank.

import { RELATIONS } from './edges.js';

/** modelScene: one node a model. */
export function modelScene(models, edges, part, seeds) {
  const start = new Set(seeds);
  const rows = [...part.rows].sort((a, b) => a - b);
  const at = new Map(rows.map((row, id) => [row, id]));
  const nodes = rows.map((row, id) => ({
    id,
    key: models.name(row),
    label: models.shortName(row),
    rows: [row],
    seed: start.has(row),
    relation: relationOf(edges, row),
    task: models.value('task', row),
    kind: models.value('kind', row) || 'unknown',
    created: models.created[row],
    influence: models.influence[row],
    downloads: models.downloads[row],
    likes: models.likes[row],
  }));
  const arrows = part.edges.map((edge) => ({
    source: at.get(edges.parent[edge]),
    target: at.get(edges.child[edge]),
    relation: edges.relation(edge),
    count: 1,
    weight: edges.weight(edge),
  }));
  return { nodes, arrows, grouped: false };
}

/** relationOf: how a model came to be: 'base' without parents, 'merge' if any parent was merged. */
export function relationOf(edges, row) {
  const parents = edges.parents(row);
  for (let i = 0; i < parents.length; i++) {
    if (edges.relation(parents[i]) === 'merge') {
      return 'merge';
    }
  }
  return parents.length ? edges.relation(parents[0]) : 'base';
}

/** authorScene: one node an author; arrows join authors, in the relation that most of them have. */
export function authorScene(models, edges, part, seeds) {
  const start = new Set(seeds);
  const groups = new Map();
  for (const row of [...part.rows].sort((a, b) => a - b)) {
    const author = models.author(row) || models.name(row);
    if (!groups.has(author)) {
      groups.set(author, { id: groups.size, author, rows: [] });
    }
    groups.get(author).rows.push(row);
  }
  const of = new Map();
  const nodes = [...groups.values()].map(({ id, author, rows }) => {
    rows.forEach((row) => of.set(row, id));
    return {
      id,
      key: author,
      label: author,
      rows,
      seed: rows.some((row) => start.has(row)),
      relation: mostCommon(rows.map((row) => relationOf(edges, row))),
      task: mostCommon(rows.map((row) => models.value('task', row)).filter(Boolean)) || null,
      kind: models.value('kind', rows[0]) || 'unknown',
      created: earliest(rows.map((row) => models.created[row])),
      influence: mean(rows.map((row) => models.influence[row])),
      downloads: sum(rows.map((row) => models.downloads[row])),
      likes: sum(rows.map((row) => models.likes[row])),
    };
  });
  const pairs = new Map();
  for (const edge of part.edges) {
    const source = of.get(edges.parent[edge]);
    const target = of.get(edges.child[edge]);
    if (source !== target) {
      const key = source * nodes.length + target;
      if (!pairs.has(key)) {
        pairs.set(key, { source, target, counts: new Array(RELATIONS.length).fill(0) });
      }
      pairs.get(key).counts[edges.relations[edge]]++;
    }
  }
  const arrows = [...pairs.values()].map(({ source, target, counts }) => ({
    source,
    target,
    relation: RELATIONS[counts.indexOf(Math.max(...counts))],
    count: sum(counts),
    weight: sum(counts),
  }));
  return { nodes, arrows, grouped: true };
}

function sum(values) {
  return values.reduce((total, v) => total + (Number.isNaN(v) ? 0 : v), 0);
}

// earliest: NaN only where no day is known
function earliest(days) {
  return days.reduce((least, day) => (day < least || Number.isNaN(least) ? day : least), NaN);
}

function mean(values) {
  return sum(values) / values.length;
}

function mostCommon(values) {
  const counts = new Map();
  for (const value of values) {
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

const LARGEST = 26;
const SMALLEST = 3.5;

/** setSizes: radius 3 sqrt(value), scaled so that the largest is LARGEST. */
export function setSizes(scene, by) {
  const raw = scene.nodes.map((node) => 3 * Math.sqrt(Math.max(0, node[by] || 0)));
  const top = Math.max(...raw);
  for (const node of scene.nodes) {
    node.r = Math.max(SMALLEST, top > 0 ? (raw[node.id] / top) * LARGEST : 0);
  }
}

/** neighbours: for each node the ids it is joined to. */
export function neighbours(scene) {
  const sets = scene.nodes.map(() => new Set());
  for (const { source, target } of scene.arrows) {
    sets[source].add(target);
    sets[target].add(source);
  }
  return sets;
}
