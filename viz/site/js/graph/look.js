// How the scene looks at the moment: colours by choice, what is hidden by the
// legend, and what steps back while one node is pointed at or chosen.

import { colorScale, mix } from './palette.js';
import { neighbours } from './scene.js';

const HUB = 25;
const NAMED = 30;

export class Look {
  constructor(scene, { palette, color, hidden, until }) {
    this.scene = scene;
    // what lies on the drawing, in its pixels: {left, top, right, bottom}, the legend first
    this.avoid = [];
    this.palette = palette;
    this.scale = colorScale(scene, color, palette);
    this.near = neighbours(scene);
    this.layout = null;
    // pixels; where there are few nodes none is a speck
    this.smallest = scene.nodes.length < 300 ? 3 : scene.nodes.length < 1500 ? 2 : 1;
    this.parents = new Set(scene.arrows.map(({ source }) => source));
    this.derived = new Set(scene.arrows.map(({ target }) => target));
    this.pointed = null;
    this.selected = null;
    this.faint = scene.arrows.length > 2000 ? 0.72 : scene.arrows.length > 400 ? 0.3 : 0.15;
    this.setGone(hidden, until);
    const hubs = new Set(
      scene.nodes
        .filter(({ id }) => this.near[id].size >= HUB)
        .sort((a, b) => this.near[b.id].size - this.near[a.id].size)
        .slice(0, NAMED),
    );
    const weight = (node) => (node.seed ? 2 : hubs.has(node) ? 1 : 0);
    this.byWeight = [...scene.nodes].sort(
      (a, b) => weight(b) - weight(a) || b.r - a.r || a.id - b.id,
    );
    // what has its name even where that lies on nodes
    this.named = new Set([...this.byWeight.filter(({ seed }) => seed).slice(0, NAMED), ...hubs]);
  }

  /**
   * setGone: relations whose arrows are not drawn; nodes left without any arrow
   * go with them. until: the day after whose end nothing is there yet, or null.
   */
  setGone(hidden, until) {
    this.hidden = hidden;
    this.until = until;
    const kept = new Uint8Array(this.scene.nodes.length);
    const joined = new Uint8Array(this.scene.nodes.length);
    for (const { source, target, relation } of this.scene.arrows) {
      joined[source] = joined[target] = 1;
      if (!hidden.has(relation)) {
        kept[source] = kept[target] = 1;
      }
    }
    this.gone = this.scene.nodes.map(
      ({ id, seed, created }) =>
        (!seed && joined[id] === 1 && kept[id] === 0) || (until !== null && created > until),
    );
  }

  /** active: the node that the reader points at or has chosen, or null. */
  get active() {
    return this.pointed ?? this.selected;
  }

  isNear(id) {
    const { active } = this;
    return active === null || id === active || this.near[active].has(id);
  }

  nodeColor(node) {
    const color = this.scale.of(node);
    return this.isNear(node.id) ? color : mix(color, this.palette.surface, 0.82);
  }

  ringColor(node) {
    return node.seed || node.id === this.selected ? this.palette.ink : this.palette.surface;
  }

  /** ringWidth: in share of the radius. */
  ringWidth(node) {
    return node.id === this.selected ? 0.26 : node.seed ? 0.18 : 0.08;
  }

  arrowShown(arrow) {
    return !this.hidden.has(arrow.relation) && !this.gone[arrow.source] && !this.gone[arrow.target];
  }

  arrowIsNear({ source, target }) {
    return this.active === null || source === this.active || target === this.active;
  }

  arrowColor(arrow) {
    const color = this.palette[arrow.relation];
    if (this.active === null) {
      return mix(color, this.palette.surface, this.faint);
    }
    return this.arrowIsNear(arrow) ? color : mix(color, this.palette.surface, 0.88);
  }

  /** arrowWidth: in pixels; never heavier than the node of radius r that it leads to. */
  arrowWidth(arrow, r) {
    const width = Math.min(1.8, 0.5 + 0.25 * r) + 0.7 * Math.log2(arrow.count);
    return this.active !== null && this.arrowIsNear(arrow) ? width + 0.7 : width;
  }
}

const SPECK = 2.2; // pixels

/** headLength: of an arrow, in proportion to the node that it leads to; specks have none. */
export function headLength(width, r) {
  return r < SPECK ? 0 : Math.min(4 + 2.6 * width, 2.2 * r);
}
