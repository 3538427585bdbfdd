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
  parts.push(...labelsSvg(pickLabels(look, project, view), look.palette));
  return svgFile(parts, look.palette, view, about);
}

/**
 * atlasSvg: the same of the atlas: points and lines of one colour are one path; above: what is
 * drawn above them, as of AtlasStage.
 */
export function atlasSvg(atlas, above, view, about) {
  const { points, radii, lines } = atlas.places;
  const toX = (value) => view.width / 2 + (value - view.x) * view.scale;
  const toY = (value) => view.height / 2 + (value - view.y) * view.scale;
  const outside = (x, y, r) => x < -r || y < -r || x > view.width + r || y > view.height + r;
  const strokes = new Map();
  const fills = new Map();
  const put = (paths, key, path) => {
    paths.has(key) || paths.set(key, []);
    paths.get(key).push(path);
  };
  for (let i = 0; i < lines.length / 4; i++) {
    const [red, green, blue, alpha] = atlas.colors.lines.subarray(8 * i, 8 * i + 4);
    const [x, y] = [toX(lines[4 * i]), toY(lines[4 * i + 1])];
    const [x2, y2] = [toX(lines[4 * i + 2]), toY(lines[4 * i + 3])];
    if (alpha > 0 && !(outside(x, y, 50) && outside(x2, y2, 50))) {
      const look = `stroke="${rgb([red, green, blue])}" stroke-opacity="${n(alpha / 255)}"`;
      put(strokes, look, `M${tenth(x)} ${tenth(y)}L${tenth(x2)} ${tenth(y2)}`);
    }
  }
  for (let i = 0; i < radii.length; i++) {
    const [red, green, blue, alpha] = atlas.colors.points.subarray(4 * i, 4 * i + 4);
    const [x, y] = [toX(points[2 * i]), toY(points[2 * i + 1])];
    const r = Math.max(radii[i] * view.scale, view.least / 2);
    if (alpha > 0 && !outside(x, y, r)) {
      const [left, size, d] = [tenth(x - r), n(r), n(2 * r)];
      put(
        fills,
        `fill="${rgb([red, green, blue])}"`,
        `M${left} ${tenth(y)}a${size} ${size} 0 1 0 ${d} 0a${size} ${size} 0 1 0 ${-d} 0`,
      );
    }
  }
  const { ink } = atlas.palette;
  return svgFile(
    [
      ...[...strokes].map(([look, paths]) => `<path fill="none" ${look} d="${paths.join('')}"/>`),
      ...[...fills].map(([look, paths]) => `<path ${look} d="${paths.join('')}"/>`),
      ...above.lines.map(
        ({ from, to, color }) =>
          `<path d="M${n(from.x)} ${n(from.y)}L${n(to.x)} ${n(to.y)}" stroke="${color}" ` +
          'stroke-width="1.6"/>',
      ),
      ...above.rings.map(
        ({ x, y, r }) =>
          `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="none" stroke="${rgb(ink)}" ` +
          'stroke-width="2"/>',
      ),
      ...labelsSvg(above.labels, atlas.palette),
    ],
    atlas.palette,
    view,
    about,
  );
}

const tenth = (value) => Number(value.toFixed(1));

function labelsSvg(labels, palette) {
  return labels.map(
    ({ text, x, y, strong }) =>
      `<text x="${n(x)}" y="${n(y + 4)}"${strong ? ' font-weight="600"' : ''} ` +
      `fill="${rgb(strong ? palette.ink : palette['ink-2'])}" ` +
      `stroke="${rgb(palette.surface)}" stroke-width="3" stroke-linejoin="round" ` +
      `paint-order="stroke">${escapeXml(text)}</text>`,
  );
}

// svgFile: a Blob of a drawing with its caption.
function svgFile(parts, palette, { width, height: drawn }, about) {
  const below = caption(about, width);
  const paper = rgb(palette.surface);
  const height = Math.ceil(drawn + below.height);
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" \
viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${12 * textScale()}">
<title>${escapeXml(about.title)}</title>
<rect width="100%" height="100%" fill="${paper}"/>
${parts.join('\n')}
<rect y="${drawn}" width="${width}" height="${below.height}" fill="${paper}"/>
${captionSvg(below, palette, drawn)}
</svg>
`;
  return new Blob([text], { type: 'image/svg+xml' });
}
