// What stands below the drawing in a file of it: what is shown, the meaning of its colours and
// lines, where it comes from.

import { escapeXml } from '../core/xml.js';
import { headOf, strokeOf } from './strokes.js';
import { rgb } from './palette.js';

const LINE = 18;
const MARGIN = 16;
const SIGN = 26;
const FONT = '12px sans-serif';

let ruler = null;

function widthOf(text) {
  ruler ||= document.createElement('canvas').getContext('2d');
  ruler.font = FONT;
  return ruler.measureText(text).width;
}

/**
 * caption: {height, texts, signs} for a drawing of that width, from {title, lines, legend}; legend:
 * [{text, color, relation}], with the relation that a line stands for, or none for nodes.
 */
export function caption({ title, lines, legend }, width) {
  const texts = [];
  const signs = [];
  let [x, y] = [MARGIN, LINE];
  for (const { text, color, relation } of legend) {
    const needed = SIGN + widthOf(text) + MARGIN;
    if (x > MARGIN && x + needed > width) {
      [x, y] = [MARGIN, y + LINE];
    }
    signs.push({ x, y: y - 4, color, relation });
    texts.push({ x: x + SIGN, y, text });
    x += needed;
  }
  y += legend.length ? LINE + 4 : 0;
  const add = (line, strong) =>
    wrapped(line, width - 2 * MARGIN).forEach((text) => {
      texts.push({ x: MARGIN, y, text, strong });
      y += LINE;
    });
  add(title, true);
  lines.forEach((line) => add(line, false));
  return { height: y, texts, signs };
}

/** wrapped: a text as lines that fit a width in pixels, broken where it may be. */
export function wrapped(text, width, measure = widthOf) {
  const lines = [''];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (lines.at(-1) && measure(lines.at(-1) + segment) > width) {
      lines.push('');
    }
    lines[lines.length - 1] += lines.at(-1) ? segment : segment.trimStart();
  }
  return lines.map((line) => line.trimEnd());
}

/** paintCaption: below `top` of a 2D canvas. */
export function paintCaption(ctx, { texts, signs }, palette, top) {
  ctx.textBaseline = 'alphabetic';
  for (const { x, y, color, relation } of signs) {
    ctx.fillStyle = ctx.strokeStyle = rgb(color);
    if (!relation) {
      ctx.fillRect(x + 7, top + y - 5, 10, 10);
      continue;
    }
    ctx.lineWidth = 2;
    ctx.setLineDash(strokeOf(relation));
    ctx.beginPath();
    ctx.moveTo(x, top + y);
    ctx.lineTo(x + 16, top + y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    headOf(relation, 7).forEach(([dx, dy]) => ctx.lineTo(x + 22 + dx, top + y + dy));
    ctx.fill();
  }
  for (const { x, y, text, strong } of texts) {
    ctx.font = strong ? `600 ${FONT}` : FONT;
    ctx.fillStyle = rgb(strong ? palette.ink : palette['ink-2']);
    ctx.fillText(text, x, top + y);
  }
}

/** captionSvg: the same as SVG text. */
export function captionSvg({ texts, signs }, palette, top) {
  return [
    ...signs.map(({ x, y, color, relation }) =>
      relation
        ? `<line x1="${x}" y1="${top + y}" x2="${x + 16}" y2="${top + y}" stroke="${rgb(color)}" ` +
          `stroke-width="2" stroke-dasharray="${strokeOf(relation).join(' ') || 'none'}"/>` +
          `<polygon points="${headOf(relation, 7)
            .map(([dx, dy]) => `${x + 22 + dx},${top + y + dy}`)
            .join(' ')}" fill="${rgb(color)}"/>`
        : `<rect x="${x + 7}" y="${top + y - 5}" width="10" height="10" fill="${rgb(color)}"/>`,
    ),
    ...texts.map(
      ({ x, y, text, strong }) =>
        `<text x="${x}" y="${top + y}" font-size="12"${strong ? ' font-weight="600"' : ''} ` +
        `fill="${rgb(strong ? palette.ink : palette['ink-2'])}">${escapeXml(text)}</text>`,
    ),
  ].join('\n');
}
