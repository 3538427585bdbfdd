// The drawing of the atlas: points and lines by a painter, names and what is
// chosen on a canvas above.

import { h } from '../core/dom.js';
import { labelWidth, Places } from './labels.js';
import { paintLabels } from './paint.js';
import { rgb } from './palette.js';
import { FlatPainter } from './painter-flat.js';
import { GlPainter } from './painter-gl.js';
import { FlatStage } from './stage-flat.js';

const NAMES = 160;
const ROOM = 9000; // square pixels a name
// radius in pixels of a family: with room for its name; named before models are; after them
const LARGE_FAMILY = 14;
const FAMILY = 7;
const SMALL_FAMILY = 2;
const FILLED = 0.8; // of a family's radius
const AVOIDED = 250; // circles of models that no name is to lie on
const CELL = 64;

/** AtlasStage: shows an Atlas (graph/atlas.js); handlers as of FlatStage. */
export class AtlasStage extends FlatStage {
  constructor(container, handlers) {
    super(container, handlers);
    this.closest = 0.002;
    this.pointed = null;
    this.selected = null;
    this.avoid = []; // what lies on the drawing, as of Look
  }

  show(atlas) {
    this.atlas = atlas;
    this.grid = gridOf(atlas);
    this.open(atlas.box);
    this.paint(GlPainter);
    this.resized();
  }

  // paint: takes the painter that works here
  paint(Painter) {
    this.painter = Painter.open(this.canvas);
    if (!this.painter) {
      this.paint(FlatPainter);
      return;
    }
    this.container.dataset.renderer = Painter === GlPainter ? 'webgl' : 'canvas';
    this.canvas.addEventListener('webglcontextlost', () => {
      const { state } = this;
      this.open(this.atlas.box);
      this.state = state;
      this.paint(FlatPainter);
      this.recolor();
    });
    this.over = h('canvas', { class: 'labels', 'aria-hidden': 'true' });
    this.container.append(this.over);
    this.painter.places(this.atlas.places);
  }

  /** recolor: after the colours of the atlas have changed. */
  recolor() {
    this.painter.colors(this.atlas.colors);
    this.resized();
    this.draw();
  }

  view() {
    return { ...super.view(), least: 1.8 };
  }

  draw() {
    if (this.atlas.colors) {
      const view = this.view();
      this.painter.draw(view, devicePixelRatio);
      this.over.width = this.canvas.width;
      this.over.height = this.canvas.height;
      const ctx = this.over.getContext('2d');
      ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      this.drawOver(ctx, view);
    }
  }

  /** drawOver: the chosen model's derivations, then names. */
  drawOver(ctx, view) {
    const { lines, rings, labels } = this.above(view);
    ctx.lineWidth = 1.6;
    for (const { from, to, color } of lines) {
      ctx.strokeStyle = color;
      ctx.beginPath();
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
      ctx.stroke();
    }
    ctx.strokeStyle = rgb(this.atlas.palette.ink);
    ctx.lineWidth = 2;
    for (const { x, y, r } of rings) {
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.stroke();
    }
    paintLabels(ctx, this.atlas, labels);
  }

  /** above: what is drawn above points and lines: {lines, rings, labels}, in pixels. */
  above(view) {
    const { atlas } = this;
    const at = (row) => ({
      ...onDrawing({ x: atlas.x[row], y: atlas.y[row] }, view),
      r: Math.max(atlas.r[row] * view.scale, 0.7),
    });
    const active = [...new Set([this.pointed, this.selected])].filter(
      (row) => row !== null && !atlas.isGone[row],
    );
    const lines = [];
    const near = [];
    for (const row of active) {
      for (const { other, color } of atlas.linesOf(row)) {
        lines.push({ from: at(row), to: at(other), color });
        near.push(other);
      }
    }
    return {
      lines,
      rings: active.map(at).map(({ x, y, r }) => ({ x, y, r: r + 2.5 })),
      labels: this.names(view, at, active, near),
    };
  }

  /**
   * names: of what is looked at, of families by size, of models by influence, as many as have room:
   * none over another, or over what lies on the drawing.
   */
  names(view, at, active, near) {
    const { atlas } = this;
    const labels = [];
    const { width, height } = view;
    const seen = this.inView(view);
    const many = Math.min(NAMES, (width * height) / ROOM);
    // a name is not to lie on models, nor on what fills a large family that is not its own
    const circles = [
      ...seen.slice(0, AVOIDED).map((row) => ({ key: row, ...at(row) })),
      ...atlas.shown
        .map(({ family }) => ({ family, circle: atlas.circles[family] }))
        .filter(({ circle }) => circle.r * view.scale >= LARGE_FAMILY)
        .map(({ family, circle }) => ({
          family,
          ...onDrawing(circle, view),
          r: FILLED * circle.r * view.scale,
        })),
    ];
    const places = new Places({ avoid: this.avoid, circles, width, height, half: 8 });
    const done = new Set();
    const add = (row, { x, y, r }, strong, always = false) => {
      const out = x < -100 || y < -20 || x > view.width + 100 || y > view.height + 20;
      if (out || done.has(row)) {
        return;
      }
      done.add(row);
      const text = atlas.label(row);
      const w = labelWidth(text, strong);
      const spots = [
        [x - w / 2, y + r + 9],
        [x - w / 2, y - r - 9],
        [x + r + 6, y],
        [x - r - 6 - w, y],
      ];
      const spot = places.take(spots, w, row, {
        strong,
        always,
        family: atlas.family[row],
      });
      if (spot) {
        labels.push({ text, x: spot[0], y: spot[1], strong });
      }
    };
    active.forEach((row) => add(row, at(row), true, true));
    near.slice(0, 40).forEach((row) => add(row, at(row), false));
    // in a large family beside its base model, else beside all of it
    const nameFamilies = (least, most) => {
      for (const { family } of atlas.shown) {
        const circle = atlas.circles[family];
        const r = circle.r * view.scale;
        if (labels.length < many && r >= least && r < most) {
          const { root } = atlas.trees[family];
          const isLarge = r >= LARGE_FAMILY;
          add(root, isLarge ? at(root) : { ...onDrawing(circle, view), r }, isLarge);
        }
      }
    };
    nameFamilies(FAMILY, Infinity);
    for (const row of seen) {
      if (labels.length >= many) {
        break;
      }
      add(row, at(row), false);
    }
    nameFamilies(SMALL_FAMILY, FAMILY);
    return labels;
  }

  // inView: the weightiest rows that can be seen.
  inView({ x, y, width, height, scale }) {
    const rows = [];
    this.eachIn(
      x - width / 2 / scale,
      y - height / 2 / scale,
      x + width / 2 / scale,
      y + height / 2 / scale,
      (row) => {
        if (this.atlas.r[row] * scale >= 4 && !this.atlas.isGone[row]) {
          rows.push(row);
        }
      },
    );
    return rows.sort((a, b) => this.atlas.r[b] - this.atlas.r[a] || a - b).slice(0, 400);
  }

  eachIn(left, top, right, bottom, visit) {
    const { starts, rows, columns, lines, x, y } = this.grid;
    const clamp = (value, most) => Math.min(most - 1, Math.max(0, Math.floor(value / CELL)));
    for (let line = clamp(top - y, lines); line <= clamp(bottom - y, lines); line++) {
      const from = line * columns;
      for (
        let at = starts[from + clamp(left - x, columns)];
        at < starts[from + clamp(right - x, columns) + 1];
        at++
      ) {
        visit(rows[at]);
      }
    }
  }

  nodeAt(point) {
    const { x, y, width, height, scale } = this.view();
    const { atlas } = this;
    const at = { x: x + (point.x - width / 2) / scale, y: y + (point.y - height / 2) / scale };
    const reach = atlas.largest + 5 / scale;
    let best = 5 / scale;
    let found = null;
    this.eachIn(at.x - reach, at.y - reach, at.x + reach, at.y + reach, (row) => {
      const off = Math.hypot(atlas.x[row] - at.x, atlas.y[row] - at.y) - atlas.r[row];
      if (off < best && !atlas.isGone[row]) {
        best = off;
        found = row;
      }
    });
    return found === null ? null : this.nodes(found);
  }

  // nodes: the same object for the same row, so that the stage sees what is new
  nodes(row) {
    this.last = this.last?.id === row ? this.last : { id: row };
    return this.last;
  }

  /** focus: brings a model near; focusFamily: a whole family. */
  focus(row) {
    this.bring({ x: this.atlas.x[row], y: this.atlas.y[row], r: 12 * this.atlas.r[row] });
  }

  focusFamily(i) {
    this.bring(this.atlas.circles[i]);
  }

  bring({ x, y, r }) {
    const { width, height, fit } = this.view();
    const scale = Math.min(width, height) / (2.3 * r);
    this.setCamera({ x, y, ratio: Math.min(1, Math.max(this.closest, fit / scale)) });
  }
}

// onDrawing: a point of the atlas in pixels of the drawing.
function onDrawing({ x, y }, view) {
  return {
    x: view.width / 2 + (x - view.x) * view.scale,
    y: view.height / 2 + (y - view.y) * view.scale,
  };
}

// gridOf: rows by cell of a grid over the drawing, line by line.
function gridOf({ rows, x, y, box }) {
  const left = box.x - box.width / 2;
  const top = box.y - box.height / 2;
  const columns = Math.ceil(box.width / CELL) + 1;
  const lines = Math.ceil(box.height / CELL) + 1;
  const cell = (row) =>
    Math.floor((y[row] - top) / CELL) * columns + Math.floor((x[row] - left) / CELL);
  const starts = new Uint32Array(columns * lines + 1);
  rows.forEach((row) => {
    starts[cell(row) + 1]++;
  });
  for (let i = 0; i < columns * lines; i++) {
    starts[i + 1] += starts[i];
  }
  const next = starts.slice();
  const sorted = new Uint32Array(rows.length);
  rows.forEach((row) => {
    sorted[next[cell(row)]++] = row;
  });
  return { starts, rows: sorted, columns, lines, x: left, y: top };
}
