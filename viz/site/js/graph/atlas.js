// The atlas: all models that have relatives, by family, with places and colours.

import { RELATIONS } from './edges.js';
import { families } from './layout/families.js';
import { placeAtlas } from './layout/atlas.js';
import { colorScale, rgb } from './palette.js';
import { relationOf } from './scene.js';

// opacity of lines, of 255: within a family, and across families
const INSIDE = 110;
const ACROSS = 36;
// so many lines across stand out; more are drawn the fainter
const CLEAR = 1500;

export class Atlas {
  constructor(models, edges) {
    this.models = models;
    this.edges = edges;
    Object.assign(this, families(edges, models.count));
    Object.assign(this, placeAtlas(this, models.influence));
    this.rows = this.trees.flatMap(({ order }) => order);
    this.largest = this.rows.reduce((most, row) => Math.max(most, this.r[row]), 1);
    this.box = this.bounds();
    // what colours go by, as of a scene's nodes
    this.nodes = this.rows.map((row) => ({
      relation: relationOf(edges, row),
      task: models.value('task', row),
      kind: models.value('kind', row) || 'unknown',
      created: models.created[row],
    }));
    // families across first: what is drawn later lies above
    const inside = (e) => this.parent[edges.child[e]] === edges.parent[e];
    const all = Array.from({ length: edges.count }, (_, e) => e);
    this.lines = [...all.filter((e) => !inside(e)), ...all.filter(inside)];
    this.across = all.length - all.filter(inside).length;
    const places = {
      points: new Float32Array(2 * this.rows.length),
      radii: new Float32Array(this.rows.length),
      lines: new Float32Array(4 * this.lines.length),
    };
    this.rows.forEach((row, i) => {
      places.points.set([this.x[row], this.y[row]], 2 * i);
      places.radii[i] = this.r[row];
    });
    this.lines.forEach((e, i) =>
      places.lines.set(
        [
          this.x[edges.parent[e]],
          this.y[edges.parent[e]],
          this.x[edges.child[e]],
          this.y[edges.child[e]],
        ],
        4 * i,
      ),
    );
    this.places = places;
    this.colors = null;
    this.filter('', null);
  }

  /**
   * filter: leaves the models of a task ('': all) that were there by the end of a day (null: all).
   * gone: 1 for the others, by node; isGone: the same by row of models.
   */
  filter(task, until) {
    const { nodes, rows, trees, edges } = this;
    this.until = until;
    this.gone = Uint8Array.from(nodes, (node) =>
      (task && node.task !== task) || (until !== null && node.created > until) ? 1 : 0,
    );
    this.isGone = new Uint8Array(this.models.count);
    const sizes = new Uint32Array(trees.length);
    rows.forEach((row, i) => {
      this.isGone[row] = this.gone[i];
      sizes[this.family[row]] += 1 - this.gone[i];
    });
    /** shown: [{family, n}] of those with models in sight, the largest first. */
    this.shown = Array.from(sizes, (n, family) => ({ family, n }))
      .filter(({ n }) => n > 0)
      .sort((a, b) => b.n - a.n || a.family - b.family);
    this.shownModels = this.shown.reduce((sum, { n }) => sum + n, 0);
    this.shownLines = 0;
    this.relations = new Map();
    for (let e = 0; e < edges.count; e++) {
      if (this.lineShown(e)) {
        this.shownLines++;
        const relation = RELATIONS[edges.relations[e]];
        this.relations.set(relation, (this.relations.get(relation) || 0) + 1);
      }
    }
  }

  lineShown(e) {
    return !this.isGone[this.edges.parent[e]] && !this.isGone[this.edges.child[e]];
  }

  /** entries: of the colours, with how many models in sight have each. */
  entries() {
    const shown = this.nodes.filter((_, i) => !this.gone[i]);
    const counts = new Map();
    for (const node of shown) {
      const color = this.scale.of(node);
      counts.set(color, (counts.get(color) || 0) + 1);
    }
    return this.scale.entries
      .map((entry) => ({ ...entry, n: counts.get(entry.color) || 0 }))
      .filter(({ n }) => n > 0);
  }

  bounds() {
    let [left, top, right, bottom] = this.circles.length
      ? [Infinity, Infinity, -Infinity, -Infinity]
      : [-1, -1, 1, 1];
    for (const { x, y, r } of this.circles) {
      left = Math.min(left, x - r);
      right = Math.max(right, x + r);
      top = Math.min(top, y - r);
      bottom = Math.max(bottom, y + r);
    }
    return {
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      width: right - left,
      height: bottom - top,
    };
  }

  /** paint: colours by relation, task or kind; lines of hidden relations are not drawn. */
  paint(palette, by, hidden) {
    this.palette = palette;
    this.hidden = hidden;
    this.scale = colorScale({ nodes: this.nodes }, by, palette);
    const points = new Uint8Array(4 * this.rows.length);
    this.nodes.forEach((node, i) =>
      points.set([...this.scale.of(node), this.gone[i] ? 0 : 255], 4 * i),
    );
    const lines = new Uint8Array(8 * this.lines.length);
    const colors = RELATIONS.map((relation) => palette[relation]);
    const across = Math.max(2, Math.min(1, CLEAR / this.across) * ACROSS);
    this.lines.forEach((e, i) => {
      const relation = this.edges.relations[e];
      if (!hidden.has(RELATIONS[relation]) && this.lineShown(e)) {
        const color = [...colors[relation], i < this.across ? across : INSIDE];
        lines.set(color, 8 * i);
        lines.set(color, 8 * i + 4);
      }
    });
    this.colors = { points, lines };
  }

  has(row) {
    return this.family[row] >= 0;
  }

  label(row) {
    const name = this.models.shortName(row);
    return name.length > 34 ? `${name.slice(0, 32)}…` : name;
  }

  /** linesOf: the derivations of a model: {other, color}. */
  linesOf(row) {
    const { edges, palette } = this;
    const line = (edge, other) => ({ other, color: rgb(palette[edges.relation(edge)]) });
    return [...edges.parents(row)]
      .map((e) => line(e, edges.parent[e]))
      .concat([...edges.children(row).subarray(0, 2000)].map((e) => line(e, edges.child[e])))
      .filter(({ other }) => !this.isGone[other]);
  }
}
