// A drawing on a canvas that one moves about in: camera, gestures, resizing.
// What is drawn and what is at a point is up to the classes made of it.

import { h } from '../core/dom.js';
import { PADDING } from './layout/index.js';

/**
 * FlatStage: handlers are point(id | null, at), pointArrow(arrow | null, at),
 * choose(id | null), moved(). A class made of it has box (what to show at
 * first), draw(), nodeAt(point), and may have arrowAt(point), drag(node, dx, dy).
 */
export class FlatStage {
  constructor(container, handlers) {
    this.container = container;
    this.handlers = handlers;
    this.closest = 0.02;
    this.observer = new ResizeObserver(() => this.resized());
  }

  /** open: a new canvas with everything in view. */
  open(box) {
    this.box = box;
    this.canvas = h('canvas', { class: 'flat' });
    this.container.replaceChildren(this.canvas);
    this.state = { x: box.x, y: box.y, ratio: 1 };
    this.listen();
    this.observer.disconnect();
    this.observer.observe(this.container);
  }

  resized() {
    const width = Math.round(this.container.clientWidth * devicePixelRatio);
    const height = Math.round(this.container.clientHeight * devicePixelRatio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.draw();
    }
  }

  view() {
    const width = this.container.clientWidth;
    const height = this.container.clientHeight;
    const fit = Math.min(
      (width - 2 * PADDING) / this.box.width,
      (height - 2 * PADDING) / this.box.height,
    );
    const { x, y, ratio } = this.state;
    return { width, height, x, y, fit, scale: fit / ratio };
  }

  refresh() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  at(event) {
    const box = this.container.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  listen() {
    const { canvas, handlers } = this;
    const pointers = new Map();
    let pressed = null;
    let moved = false;
    let pointed = null;
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, this.at(event));
      pressed = pointers.size === 1 ? this.nodeAt(this.at(event)) : null;
      moved = pointers.size > 1;
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
        if (!node && this.arrowAt) {
          handlers.pointArrow(this.arrowAt(point), point);
        }
        return;
      }
      moved ||= Math.hypot(point.x - before.x, point.y - before.y) > 2;
      if (pointers.size === 2) {
        const [a, b] = [...pointers.values()];
        const old = Math.hypot(a.x - b.x, a.y - b.y);
        pointers.set(event.pointerId, point);
        const [c, d] = [...pointers.values()];
        this.zoomAt(
          { x: (c.x + d.x) / 2, y: (c.y + d.y) / 2 },
          Math.hypot(c.x - d.x, c.y - d.y) / Math.max(1, old),
        );
        return;
      }
      pointers.set(event.pointerId, point);
      const { scale } = this.view();
      const dx = (point.x - before.x) / scale;
      const dy = (point.y - before.y) / scale;
      if (pressed && this.drag) {
        this.drag(pressed, dx, dy);
      } else {
        this.state.x -= dx;
        this.state.y -= dy;
        handlers.moved();
      }
      this.refresh();
    });
    const up = (event) => {
      pointers.delete(event.pointerId);
      if (event.type === 'pointerup' && !moved) {
        handlers.choose(pressed ? pressed.id : null);
      }
      pressed = null;
    };
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('pointerleave', () => {
      pointed = null;
      handlers.point(null);
    });
    canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.zoomAt(this.at(event), Math.exp(-event.deltaY / 400));
      },
      { passive: false },
    );
  }

  zoomAt(point, factor) {
    const before = this.view();
    this.state.ratio = Math.min(4, Math.max(this.closest, this.state.ratio / factor));
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
}
