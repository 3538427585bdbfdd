// The drawing without WebGL: the same scene on a 2D canvas, with the same gestures.

import { h } from '../core/dom.js';
import { arrowLine, headLength, paint, projector } from './paint.js';
import { bounds } from './layout/index.js';

const PADDING = 24;

export class CanvasStage {
  constructor(container, handlers) {
    this.container = container;
    this.handlers = handlers;
    this.observer = new ResizeObserver(() => this.resized());
  }

  show(look) {
    this.look = look;
    this.canvas = h('canvas', { class: 'flat' });
    this.container.replaceChildren(this.canvas);
    this.box = bounds(look.scene, look.layout, this.container.clientWidth);
    this.state = { x: this.box.x, y: this.box.y, ratio: 1 };
    this.listen();
    this.observer.disconnect();
    this.observer.observe(this.container);
    this.resized();
  }

  resized() {
    this.canvas.width = this.container.clientWidth * devicePixelRatio;
    this.canvas.height = this.container.clientHeight * devicePixelRatio;
    this.refresh();
  }

  view() {
    const width = this.container.clientWidth;
    const height = this.container.clientHeight;
    const fit = Math.min((width - 2 * PADDING) / this.box.width, (height - 2 * PADDING) / this.box.height);
    const { x, y, ratio } = this.state;
    const zoom = Math.sqrt(ratio);
    return { width, height, x, y, scale: fit / ratio, nodeScale: Math.min(1.6, fit) / zoom, smallest: this.look.smallest / zoom };
  }

  refresh() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  draw() {
    const ctx = this.canvas.getContext('2d');
    const view = this.view();
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    ctx.clearRect(0, 0, view.width, view.height);
    paint(ctx, this.look, view);
  }

  project(node) {
    return projector(this.view())(node);
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  nodeAt(point) {
    const project = projector(this.view());
    return this.look.byWeight.findLast((node) => {
      const { x, y, r } = project(node);
      return !this.look.gone[node.id] && Math.hypot(point.x - x, point.y - y) <= Math.max(r, 6);
    }) || null;
  }

  arrowAt(point) {
    const project = projector(this.view());
    const { nodes, arrows } = this.look.scene;
    return arrows.find((arrow) => {
      const line = this.look.arrowShown(arrow) && arrowLine(project(nodes[arrow.source]), project(nodes[arrow.target]), headLength(1));
      if (!line) {
        return false;
      }
      const along = (point.x - line.start.x) * line.ux + (point.y - line.start.y) * line.uy;
      const length = Math.hypot(line.tip.x - line.start.x, line.tip.y - line.start.y);
      const off = Math.abs((point.y - line.start.y) * line.ux - (point.x - line.start.x) * line.uy);
      return along > 0 && along < length && off < 4;
    }) || null;
  }

  listen() {
    const { canvas, handlers } = this;
    const pointers = new Map();
    let dragged = null;
    let moved = false;
    let pointed = null;
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, this.at(event));
      dragged = pointers.size === 1 ? this.nodeAt(this.at(event)) : null;
      moved = false;
    });
    canvas.addEventListener('pointermove', (event) => {
      const point = this.at(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        const node = this.nodeAt(point);
        if (node !== pointed) {
          pointed = node;
          handlers.point(node ? node.id : null, point);
        }
        if (!node) {
          handlers.pointArrow(this.arrowAt(point), point);
        }
        return;
      }
      const { scale } = this.view();
      moved ||= Math.hypot(point.x - before.x, point.y - before.y) > 2;
      if (pointers.size === 2) {
        const [a, b] = [...pointers.values()];
        const old = Math.hypot(a.x - b.x, a.y - b.y);
        pointers.set(event.pointerId, point);
        const [c, d] = [...pointers.values()];
        this.zoomAt({ x: (c.x + d.x) / 2, y: (c.y + d.y) / 2 }, Math.hypot(c.x - d.x, c.y - d.y) / Math.max(1, old));
        return;
      }
      pointers.set(event.pointerId, point);
      const target = dragged || this.state;
      const sign = dragged ? 1 : -1;
      target.x += (sign * (point.x - before.x)) / scale;
      target.y += (sign * (point.y - before.y)) / scale;
      handlers.moved();
      this.refresh();
    });
    const up = (event) => {
      pointers.delete(event.pointerId);
      if (event.type === 'pointerup' && !moved) {
        handlers.choose(dragged ? dragged.id : null);
      }
      dragged = null;
    };
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('pointerleave', () => handlers.point(null));
    canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoomAt(this.at(event), Math.exp(-event.deltaY / 400));
    }, { passive: false });
  }

  zoomAt(point, factor) {
    const before = this.view();
    this.state.ratio = Math.min(4, Math.max(0.02, this.state.ratio / factor));
    const after = this.view();
    this.state.x += (point.x - before.width / 2) * (1 / before.scale - 1 / after.scale);
    this.state.y += (point.y - before.height / 2) * (1 / before.scale - 1 / after.scale);
    this.handlers.moved();
    this.refresh();
  }

  camera() {
    return { ...this.state };
  }

  setCamera(state) {
    this.state = { ...state };
    this.handlers.moved();
    this.refresh();
  }

  zoom(factor) {
    const { width, height } = this.view();
    this.zoomAt({ x: width / 2, y: height / 2 }, factor);
  }

  pan(dx, dy) {
    const { scale } = this.view();
    this.setCamera({ ...this.state, x: this.state.x + dx / scale, y: this.state.y + dy / scale });
  }

  fit() {
    this.setCamera({ x: this.box.x, y: this.box.y, ratio: 1 });
  }

  focus(id) {
    const { x, y } = this.look.scene.nodes[id];
    const few = this.look.scene.nodes.length < 30;
    this.setCamera({ x, y, ratio: Math.max(few ? 0.7 : 0, Math.min(this.state.ratio, 0.35)) });
  }

  destroy() {
    this.observer.disconnect();
    this.container.replaceChildren();
  }
}
