// The drawing on WebGL: sigma draws nodes and arrows, labels go on a canvas above.

import { h } from '../core/dom.js';
import { pickLabels } from './labels.js';
import { paintLabels } from './paint.js';
import { rgb } from './palette.js';
import { bounds, PADDING } from './layout/index.js';
import { headLength } from './look.js';
import { RELATIONS } from './edges.js';
import { headShape } from './strokes.js';

// length of a usual arrow head, in widths of its line
const HEAD = 4.6;
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** webgl: whether a graphics card draws here; WebGL without one is slower than a canvas. */
export function webgl() {
  try {
    const card = { failIfMajorPerformanceCaveat: true };
    const gl = document.createElement('canvas').getContext('webgl2', card);
    // some browsers draw by the processor and do not call that a caveat
    const { UNMASKED_RENDERER_WEBGL: name } = gl?.getExtension('WEBGL_debug_renderer_info') ?? {};
    return Boolean(
      self.llmecoGraph?.Sigma && gl && !SOFTWARE.test(name ? gl.getParameter(name) : ''),
    );
  } catch {
    return false;
  }
}

/**
 * SigmaStage: handlers are point(id | null, event), pointArrow(arrow | null),
 * choose(id | null), moved(). Scene coordinates have y down, sigma's y up.
 */
export class SigmaStage {
  constructor(container, handlers) {
    this.container = container;
    this.handlers = handlers;
    this.observer = new ResizeObserver(() => this.sigma && this.resized());
    this.leaveSwipes();
  }

  /** leaveSwipes: one finger is the page's, which scrolls; a tap comes as a click. */
  leaveSwipes() {
    let both = false;
    for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel']) {
      const hear = (event) => {
        both ||= event.touches.length > 1;
        if (!both) {
          event.stopPropagation();
        }
        both &&= event.touches.length > 0;
      };
      this.container.addEventListener(type, hear, { capture: true, passive: true });
    }
  }

  show(look) {
    this.destroy();
    this.look = look;
    const { Graph, Sigma, createEdgeArrowProgram, createNodeBorderProgram } = self.llmecoGraph;
    const { clientWidth: width, clientHeight: height } = this.container;
    this.box = bounds(look, { width, height });
    const graph = new Graph({ multi: true, type: 'directed' });
    for (const { id, x, y, r } of look.scene.nodes) {
      graph.addNode(id, { x, y: -y, size: r });
    }
    look.scene.arrows.forEach(({ source, target }, i) =>
      graph.addDirectedEdgeWithKey(i, source, target),
    );
    this.graph = graph;
    this.unit = 1;
    this.sigma = new Sigma(graph, this.container, {
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: look.scene.arrows.length < 4000,
      defaultEdgeType: 'line',
      defaultNodeType: 'border',
      edgeProgramClasses: {
        ...Object.fromEntries(
          RELATIONS.map((relation) => {
            const { length, half } = headShape(relation);
            const shape = {
              lengthToThicknessRatio: HEAD * length,
              widenessToThicknessRatio: 2 * HEAD * half,
            };
            return [`arrow-${relation}`, createEdgeArrowProgram(shape)];
          }),
        ),
      },
      nodeProgramClasses: {
        border: createNodeBorderProgram({
          borders: [
            { size: { attribute: 'ring', mode: 'relative' }, color: { attribute: 'ringColor' } },
            { size: { fill: true }, color: { attribute: 'color' } },
          ],
        }),
      },
      defaultDrawNodeHover: () => {},
      stagePadding: PADDING,
      minEdgeThickness: 0.9,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      zIndex: true,
      nodeReducer: (id, data) => ({ ...data, ...this.nodeStyle(look.scene.nodes[id]) }),
      edgeReducer: (key, data) => ({ ...data, ...this.arrowStyle(look.scene.arrows[key]) }),
    });
    this.sigma.setCustomBBox({
      x: [this.box.x - this.box.width / 2, this.box.x + this.box.width / 2],
      y: [-this.box.y - this.box.height / 2, -this.box.y + this.box.height / 2],
    });
    this.labels = h('canvas', { class: 'labels', 'aria-hidden': 'true' });
    this.container.append(this.labels);
    this.listen();
    this.resized();
    this.observer.observe(this.container);
  }

  /** resized: fits the drawing to its container, also when only the page around it changed. */
  resized() {
    this.sigma.resize();
    const { width, height } = this.sigma.getDimensions();
    if (
      this.labels.width === Math.round(width * devicePixelRatio) &&
      this.labels.height === Math.round(height * devicePixelRatio)
    ) {
      return;
    }
    this.sigma.refresh();
    const ratio = this.sigma.getCamera().ratio;
    const a = this.sigma.graphToViewport({ x: 0, y: 0 });
    const b = this.sigma.graphToViewport({ x: 100, y: 0 });
    this.unit = Math.min(1.6, (Math.hypot(b.x - a.x, b.y - a.y) / 100) * ratio);
    this.labels.width = Math.round(width * devicePixelRatio);
    this.labels.height = Math.round(height * devicePixelRatio);
    this.sigma.refresh();
  }

  radius(node) {
    return Math.max(node.r * this.unit, this.look.smallest);
  }

  nodeStyle(node) {
    const { look } = this;
    return {
      size: this.radius(node),
      color: rgb(look.nodeColor(node)),
      ring: look.ringWidth(node),
      ringColor: rgb(look.ringColor(node)),
      hidden: look.gone[node.id],
      zIndex: (look.active !== null && look.isNear(node.id) ? 2 : 0) + (node.seed ? 1 : 0),
      type: 'border',
    };
  }

  arrowStyle(arrow) {
    const { look } = this;
    const r = this.radius(look.scene.nodes[arrow.target]);
    const size = look.arrowWidth(arrow, r);
    return {
      size,
      color: rgb(look.arrowColor(arrow)),
      hidden: !look.arrowShown(arrow),
      zIndex: look.active !== null && look.arrowIsNear(arrow) ? 1 : 0,
      type: headLength(size, r) > 0 ? `arrow-${arrow.relation}` : 'line',
    };
  }

  listen() {
    const { sigma, handlers, graph, look } = this;
    let dragged = null;
    let moved = false;
    sigma.on('afterRender', () => this.drawLabels());
    sigma.on(
      'enterNode',
      ({ node, event }) => dragged === null && handlers.point(Number(node), event),
    );
    sigma.on('leaveNode', () => dragged === null && handlers.point(null));
    sigma.on('enterEdge', ({ edge, event }) => handlers.pointArrow(look.scene.arrows[edge], event));
    sigma.on('leaveEdge', () => handlers.pointArrow(null));
    sigma.on('clickNode', ({ node }) => !moved && handlers.choose(Number(node)));
    sigma.on('clickStage', () => handlers.choose(null));
    sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      this.focus(Number(node));
    });
    sigma.on('downNode', ({ node }) => {
      dragged = node;
      moved = false;
    });
    sigma.on('moveBody', ({ event }) => {
      if (dragged === null) {
        return;
      }
      moved = true;
      const at = sigma.viewportToGraph(event);
      look.scene.nodes[dragged].x = at.x;
      look.scene.nodes[dragged].y = -at.y;
      graph.mergeNodeAttributes(dragged, at);
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    const drop = () => {
      dragged = null;
    };
    sigma.on('upNode', drop);
    sigma.on('upStage', drop);
    sigma.getCamera().on('updated', () => handlers.moved());
  }

  drawLabels() {
    const { sigma, look } = this;
    const ctx = this.labels.getContext('2d');
    const size = sigma.getDimensions();
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    ctx.clearRect(0, 0, size.width, size.height);
    paintLabels(
      ctx,
      look,
      pickLabels(look, (node) => this.project(node), size),
    );
  }

  project(node) {
    const { x, y } = this.sigma.graphToViewport({ x: node.x, y: -node.y });
    return { x, y, r: this.sigma.scaleSize(this.radius(node)) };
  }

  refresh() {
    this.sigma.refresh({ skipIndexation: true });
  }

  /** view: what paint() and the SVG export need to draw the same. */
  view() {
    const { width, height } = this.sigma.getDimensions();
    const middle = this.sigma.viewportToGraph({ x: width / 2, y: height / 2 });
    const a = this.sigma.graphToViewport({ x: 0, y: 0 });
    const b = this.sigma.graphToViewport({ x: 100, y: 0 });
    return {
      width,
      height,
      x: middle.x,
      y: -middle.y,
      scale: Math.hypot(b.x - a.x, b.y - a.y) / 100,
      nodeScale: this.sigma.scaleSize(this.unit),
      smallest: this.sigma.scaleSize(this.look.smallest),
    };
  }

  camera() {
    const { x, y } = this.view();
    return { x, y, ratio: this.sigma.getCamera().ratio };
  }

  setCamera({ x, y, ratio }) {
    this.sigma.getCamera().setState({ ...this.framed({ x, y }), ratio });
  }

  framed({ x, y }) {
    return this.sigma.viewportToFramedGraph(this.sigma.graphToViewport({ x, y: -y }));
  }

  zoom(factor) {
    const camera = this.sigma.getCamera();
    this.animate({ ratio: Math.min(4, Math.max(0.02, camera.ratio / factor)) });
  }

  pan(dx, dy) {
    const { width, height } = this.sigma.getDimensions();
    this.animate(this.sigma.viewportToFramedGraph({ x: width / 2 + dx, y: height / 2 + dy }));
  }

  fit() {
    this.animate({ x: 0.5, y: 0.5, ratio: 1 });
  }

  focus(id) {
    const ratio = Math.min(this.sigma.getCamera().ratio, 0.35);
    this.animate({
      ...this.framed(this.look.scene.nodes[id]),
      ratio: this.look.scene.nodes.length < 30 ? Math.max(ratio, 0.7) : ratio,
    });
  }

  animate(state) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.sigma.getCamera().animate(state, { duration: calm ? 1 : 220 });
  }

  destroy() {
    this.observer.disconnect();
    this.sigma?.kill();
    this.sigma = null;
    this.container.replaceChildren();
  }
}
