// The drawing without WebGL: the same scene on a 2D canvas, with the same gestures.

import { arrowLine, paint, projector } from './paint.js';
import { bounds } from './layout/index.js';
import { FlatStage } from './stage-flat.js';

export class CanvasStage extends FlatStage {
  show(look) {
    this.look = look;
    const { clientWidth: width, clientHeight: height } = this.container;
    this.open(bounds(look, { width, height }));
    this.resized();
  }

  view() {
    const view = super.view();
    const zoom = Math.sqrt(this.state.ratio);
    return {
      ...view,
      nodeScale: Math.min(1.6, view.fit) / zoom,
      smallest: this.look.smallest / zoom,
    };
  }

  draw() {
    const ctx = this.canvas.getContext('2d');
    const view = this.view();
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    ctx.clearRect(0, 0, view.width, view.height);
    paint(ctx, this.look, view);
  }

  nodeAt(point) {
    const project = projector(this.view());
    return (
      this.look.byWeight.findLast((node) => {
        const { x, y, r } = project(node);
        return !this.look.gone[node.id] && Math.hypot(point.x - x, point.y - y) <= Math.max(r, 6);
      }) || null
    );
  }

  arrowAt(point) {
    const project = projector(this.view());
    const { nodes, arrows } = this.look.scene;
    return (
      arrows.find((arrow) => {
        const line =
          this.look.arrowShown(arrow) &&
          arrowLine(project(nodes[arrow.source]), project(nodes[arrow.target]), 0);
        if (!line) {
          return false;
        }
        const along = (point.x - line.start.x) * line.ux + (point.y - line.start.y) * line.uy;
        const length = Math.hypot(line.tip.x - line.start.x, line.tip.y - line.start.y);
        const off = Math.abs(
          (point.y - line.start.y) * line.ux - (point.x - line.start.x) * line.uy,
        );
        return along > 0 && along < length && off < 4;
      }) || null
    );
  }

  drag(node, dx, dy) {
    node.x += dx;
    node.y += dy;
  }

  focus(id) {
    const { x, y } = this.look.scene.nodes[id];
    const few = this.look.scene.nodes.length < 30;
    this.setCamera({ x, y, ratio: Math.max(few ? 0.7 : 0, Math.min(this.state.ratio, 0.35)) });
  }
}
