// The drawing as a file: PNG at twice the size, SVG with real text.

import { textScale } from '../core/dom.js';
import { escapeXml } from '../core/xml.js';
import { caption, captionSvg, paintCaption } from './caption.js';
import { pickLabels } from './labels.js';
import { headLength } from './look.js';
import { arrowLine, paint, projector } from './paint.js';
import { rgb } from './palette.js';
import { strokeOf } from './strokes.js';

/** png: a promise of a Blob of the view, on the page's surface colour; about: caption.js. */
export function png(look, view, about) {
  const below = caption(about, view.width);
  const canvas = document.createElement('canvas');
  canvas.width = view.width * 2;
  canvas.height = Math.ceil((view.height + below.height) * 2);
  const ctx = canvas.getContext('2d');
  ctx.scale(2, 2);
  ctx.fillStyle = rgb(look.palette.surface);
  ctx.fillRect(0, 0, view.width, view.height);
  paint(ctx, look, view);
  ctx.fillStyle = rgb(look.palette.surface);
  ctx.fillRect(0, view.height, view.width, below.height);
  paintCaption(ctx, below, look.palette, view.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

const n = (value) => Number(value.toFixed(2));

/** svg: a Blob of the view as text. */
export function svg(look, view, about) {
  return new Blob([svgText(look, view, about)], { type: 'image/svg+xml' });
}

function svgText(look, view, about) {
  const below = caption(about, view.width);
  const project = projector(view);
  const { nodes, arrows } = look.scene;
  const parts = [];
  for (const arrow of arrows) {
    if (!look.arrowShown(arrow)) {
      continue;
    }
    const to = project(nodes[arrow.target]);
    const width = look.arrowWidth(arrow, to.r);
    const from = project(nodes[arrow.source]);
    const line = arrowLine(from, to, headLength(width, to.r), arrow.relation);
    if (line) {
      const { start, end, tip, ux, uy, half } = line;
      const color = rgb(look.arrowColor(arrow));
      const dash = strokeOf(arrow.relation).join(' ');
      parts.push(
        `<path d="M${n(start.x)} ${n(start.y)}L${n(end.x)} ${n(end.y)}" stroke="${color}" ` +
          `stroke-width="${n(width)}"${dash && ` stroke-dasharray="${dash}"`}/>` +
          `<path d="M${n(tip.x)} ${n(tip.y)}` +
          `L${n(end.x - uy * half)} ${n(end.y + ux * half)}` +
          `L${n(end.x + uy * half)} ${n(end.y - ux * half)}Z" fill="${color}"/>`,
      );
    }
  }
  for (const node of [...look.byWeight].reverse()) {
    if (look.gone[node.id]) {
      continue;
    }
    const { x, y, r } = project(node);
    const ring = r * look.ringWidth(node);
    parts.push(
      `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r - ring / 2)}" ` +
        `fill="${rgb(look.nodeColor(node))}" stroke="${rgb(look.ringColor(node))}" ` +
        `stroke-width="${n(ring)}"><title>${escapeXml(node.key)}</title></circle>`,
    );
  }
  for (const { text, x, y, strong } of pickLabels(look, project, view)) {
    parts.push(
      `<text x="${n(x)}" y="${n(y + 4)}"${strong ? ' font-weight="600"' : ''} ` +
        `fill="${rgb(strong ? look.palette.ink : look.palette['ink-2'])}" ` +
        `stroke="${rgb(look.palette.surface)}" stroke-width="3" stroke-linejoin="round" ` +
        `paint-order="stroke">${escapeXml(text)}</text>`,
    );
  }
  const { width } = view;
  const paper = rgb(look.palette.surface);
  const height = Math.ceil(view.height + below.height);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" \
viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${12 * textScale()}">
<title>${escapeXml(about.title)}</title>
<rect width="100%" height="100%" fill="${paper}"/>
${parts.join('\n')}
<rect y="${view.height}" width="${width}" height="${below.height}" fill="${paper}"/>
${captionSvg(below, look.palette, view.height)}
</svg>
`;
}
