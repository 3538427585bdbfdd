// The derivations as adjacency lists in both directions (CSR), by row of models.

import { loadTable } from '../core/data.js';

let edges = null;

/** loadEdges: resolves to the Edges of data/edges.js among n models. */
export function loadEdges(n) {
  edges ||= loadTable('edges').then((table) => new Edges(table, n));
  return edges;
}

export const RELATIONS = ['finetune', 'adapter', 'merge', 'quantized', 'unknown'];

export class Edges {
  constructor(table, n) {
    this.count = table.rows;
    this.parent = table.ints('parent');
    this.child = table.ints('child');
    const { codes, labels } = table.dict('relation');
    const index = labels.map((label) => Math.max(0, RELATIONS.indexOf(label)));
    const unknown = RELATIONS.indexOf('unknown');
    this.relations = Uint8Array.from(codes, (c) => (c ? index[c - 1] : unknown));
    this.weights = table.has('weight') ? table.numbers('weight') : null;
    this.down = lists(this.parent, n);
    this.up = lists(this.child, n);
  }

  weight(edge) {
    return this.weights ? this.weights[edge] : 1;
  }

  relation(edge) {
    return RELATIONS[this.relations[edge]];
  }

  /** children, parents: edge numbers, the related models in order of rank. */
  children(row) {
    return this.down.edges.subarray(this.down.starts[row], this.down.starts[row + 1]);
  }

  parents(row) {
    return this.up.edges.subarray(this.up.starts[row], this.up.starts[row + 1]);
  }
}

// lists: edges by one end, n of them; those of one keep the order of the file, which is that of
// the rows at the other end.
function lists(from, n) {
  const starts = new Uint32Array(n + 1);
  for (let e = 0; e < from.length; e++) {
    starts[from[e] + 1]++;
  }
  for (let i = 0; i < n; i++) {
    starts[i + 1] += starts[i];
  }
  const next = starts.slice();
  const edges = new Uint32Array(from.length);
  for (let e = 0; e < from.length; e++) {
    edges[next[from[e]]++] = e;
  }
  return { starts, edges };
}
