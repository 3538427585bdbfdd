// Draws a scene on a 2D canvas: the picture without WebGL, and the PNG export.

import { labelFont, pickLabels } from './labels.js';
import { headLength } from './look.js';
import { rgb } from './palette.js';
import { headShape, strokeOf } from './strokes.js';

/**
 * A view maps the scene to a drawing: {width, height, x, y, scale, nodeScale,
 * smallest}, x and y the point of the scene in the middle, scale in pixels a
 * unit, smallest the least radius in pixels.
 */
export function projector({ width, height, x, y, scale, nodeScale, smallest }) {
  return (node) => ({
    x: width / 2 + (node.x - x) * scale,
    y: height / 2 + (node.y - y) * scale,
    r: Math.max(node.r * nodeScale, smallest),
  });
}

/**
 * arrowLine: from rim to rim, null where the nodes touch. Points: start, end, tip of the head,
 * which has the shape of the relation; length: of a usual head.
 */
export function arrowLine(from, to, length, relation = 'finetune') {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const d = Math.hypot(dx, dy);
  if (d <= from.r + to.r + 1) {
    return null;
  }
  const ux = dx / d;
  const uy = dy / d;
  const shape = headShape(relation);
  const head = Math.min(length * shape.length, d - from.r - to.r);
  return {
    ux,
    uy,
    start: { x: from.x + ux * from.r, y: from.y + uy * from.r },
    end: { x: to.x - ux * (to.r + head), y: to.y - uy * (to.r + head) },
    tip: { x: to.x - ux * to.r, y: to.y - uy * to.r },
    half: (head * shape.half) / shape.length,
  };
}

export function paint(ctx, look, view) {
  const project = projector(view);
  const at = look.scene.nodes.map(project);
  ctx.lineCap = 'butt';
  for (const near of [false, true]) {
    paintArrows(ctx, look, at, near);
  }
  for (const near of [false, true]) {
    for (let i = look.byWeight.length - 1; i >= 0; i--) {
      const node = look.byWeight[i];
      if (!look.gone[node.id] && look.isNear(node.id) === near) {
        paintNode(ctx, look, node, at[node.id]);
      }
    }
  }
  paintLabels(ctx, look, pickLabels(look, project, view));
}

// paintArrows: those that are near what the reader looks at, or the others; one path for all of a
// colour and width.
function paintArrows(ctx, look, at, near) {
  const groups = new Map();
  for (const arrow of look.scene.arrows) {
    const to = at[arrow.target];
    if (!look.arrowShown(arrow) || look.arrowIsNear(arrow) !== near) {
      continue;
    }
    const width = Math.round(10 * look.arrowWidth(arrow, to.r)) / 10;
    const line = arrowLine(at[arrow.source], to, headLength(width, to.r), arrow.relation);
    if (line) {
      const key = `${arrow.relation} ${width}`;
      groups.has(key) || groups.set(key, { arrow, width, lines: [] });
      groups.get(key).lines.push(line);
    }
  }
  for (const { arrow, width, lines } of groups.values()) {
    ctx.strokeStyle = ctx.fillStyle = rgb(look.arrowColor(arrow));
    ctx.lineWidth = width;
    ctx.setLineDash(strokeOf(arrow.relation));
    ctx.beginPath();
    for (const { start, end } of lines) {
      ctx.moveTo(start.x, start.y);
      ctx.lineTo(end.x, end.y);
    }
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const { end, tip, ux, uy, half } of lines) {
      if (half > 0) {
        ctx.moveTo(tip.x, tip.y);
        ctx.lineTo(end.x - uy * half, end.y + ux * half);
        ctx.lineTo(end.x + uy * half, end.y - ux * half);
      }
    }
    ctx.fill();
  }
}

function paintNode(ctx, look, node, { x, y, r }) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = rgb(look.ringColor(node));
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x, y, r * (1 - look.ringWidth(node)), 0, 2 * Math.PI);
  ctx.fillStyle = rgb(look.nodeColor(node));
  ctx.fill();
}

export function paintLabels(ctx, look, labels) {
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = rgb(look.palette.surface);
  for (const { text, x, y, strong } of labels) {
    ctx.font = labelFont(strong);
    ctx.fillStyle = rgb(strong ? look.palette.ink : look.palette['ink-2']);
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
}
