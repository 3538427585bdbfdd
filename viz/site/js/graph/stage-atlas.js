// The drawing of the atlas: points and lines by a painter, names and what is
// chosen on a canvas above.

import { h } from '../core/dom.js';
import { labelFont } from './labels.js';
import { rgb } from './palette.js';
import { FlatPainter } from './painter-flat.js';
import { GlPainter } from './painter-gl.js';
import { FlatStage } from './stage-flat.js';

const NAMES = 60;
const CELL = 64;

/** AtlasStage: shows an Atlas (graph/atlas.js); handlers as of FlatStage. */
export class AtlasStage extends FlatStage {
  constructor(container, handlers) {
    super(container, handlers);
    this.closest = 0.002;
    this.pointed = null;
    this.selected = null;
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
    const { atlas } = this;
    const at = (row) => ({
      x: view.width / 2 + (atlas.x[row] - view.x) * view.scale,
      y: view.height / 2 + (atlas.y[row] - view.y) * view.scale,
      r: Math.max(atlas.r[row] * view.scale, 0.7),
    });
    const near = [];
    for (const row of new Set([this.selected, this.pointed])) {
      if (row !== null) {
        const from = at(row);
        ctx.lineWidth = 1.6;
        for (const { other, color } of atlas.linesOf(row)) {
          const to = at(other);
          near.push(other);
          ctx.strokeStyle = color;
          ctx.beginPath();
          ctx.moveTo(from.x, from.y);
          ctx.lineTo(to.x, to.y);
          ctx.stroke();
        }
        ctx.strokeStyle = rgb(atlas.palette.ink);
        ctx.lineWidth = 2;
        ctx.beginPath();
        ctx.arc(from.x, from.y, from.r + 2.5, 0, 2 * Math.PI);
        ctx.stroke();
      }
    }
    this.drawNames(ctx, view, at, near);
  }

  drawNames(ctx, view, at, near) {
    const { atlas } = this;
    const taken = [];
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'center';
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = rgb(atlas.palette.surface);
    const name = (row, strong, always) => {
      const { x, y, r } = at(row);
      if (x < -100 || y < -20 || x > view.width + 100 || y > view.height + 20) {
        return;
      }
      const text = atlas.label(row);
      ctx.font = labelFont(strong);
      const half = ctx.measureText(text).width / 2 + 3;
      const middle = y + r + 9;
      const box = [x - half, middle - 8, x + half, middle + 8];
      if (
        always ||
        taken.every((b) => box[2] < b[0] || box[0] > b[2] || box[3] < b[1] || box[1] > b[3])
      ) {
        taken.push(box);
        ctx.fillStyle = rgb(atlas.palette[strong ? 'ink' : 'ink-2']);
        ctx.strokeText(text, x, middle);
        ctx.fillText(text, x, middle);
      }
    };
    [this.pointed, this.selected].forEach((row) => row !== null && name(row, true, true));
    near.slice(0, 40).forEach((row) => name(row, false));
    // families that are large on the screen, then models that are
    for (let i = 0; i < atlas.trees.length && taken.length < NAMES; i++) {
      if (atlas.circles[i].r * view.scale < 14) {
        break;
      }
      name(atlas.trees[i].root, true);
    }
    for (const row of this.inView(view)) {
      if (taken.length >= NAMES || atlas.r[row] * view.scale < 4) {
        break;
      }
      name(row, false);
    }
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
        if (this.atlas.r[row] * scale >= 4) {
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
      if (off < best) {
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
