// The way between two models as a drawing: boxes one below the other, arrows from each base to what
// is derived from it; where both go back to a third, two ways below that.

import { svg, textScale } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl } from '../../core/url.js';
import { headOf, headShape, strokeOf } from '../../graph/strokes.js';

// in pixels, for text of the usual size
const LEAST = 240;
const BOX = 300;
const PAD = 10;
const GAP = 16;
const STEP = 50;
const HEAD = 10;
const LINE = 16;
const EDGE = 2;

export class Drawing {
  /** Fills `place` with what pathBetween() found; ends: {from, to}, rows. */
  constructor(place, page, found, ends) {
    Object.assign(this, { place, page, found, ends, width: 0 });
    this.fit();
  }

  /** fit: draws again, where the place has another width. */
  fit() {
    // narrower, or in a window without a width, the picture is made smaller
    const width = Math.max(LEAST, this.place.clientWidth);
    if (width !== this.width) {
      this.width = width;
      this.element = this.draw(width, textScale());
      this.place.replaceChildren(this.element);
    }
  }

  /** relations: kinds of derivation that are drawn. */
  get relations() {
    const { toFrom, toTo } = this.found;
    return [...new Set([...toFrom, ...toTo].map((edge) => this.page.edges.relation(edge)))];
  }

  draw(room, scale) {
    const { edges } = this.page;
    const { toFrom, toTo, top } = this.found;
    const ways = [toFrom, toTo].filter((way) => way.length);
    const wide = Math.min(BOX * scale, (room - 2 * EDGE - (ways.length - 1) * GAP) / ways.length);
    const width = ways.length * wide + (ways.length - 1) * GAP + 2 * EDGE;
    const write = writer(wide - 2 * PAD, scale);
    const column = (at) => EDGE + wide / 2 + at * (wide + GAP);
    // by level, so that boxes of one level begin at one height
    const boxes = [[{ ...this.box(top, write), x: width / 2 }]];
    ways.forEach((way, at) =>
      way.forEach((edge, level) => {
        (boxes[level + 1] ??= []).push({
          ...this.box(edges.child[edge], write),
          x: column(at),
          at,
          relation: edges.relation(edge),
        });
      }),
    );
    let y = EDGE;
    const last = ways.map(() => boxes[0][0]);
    const drawn = [];
    for (const level of boxes) {
      for (const box of level) {
        box.y = y;
        drawn.push(boxOf(box, wide));
        if (box.relation) {
          const above = last[box.at];
          const side = Math.sign(box.x - above.x);
          drawn.push(
            arrow(
              { x: above.x + (side * wide) / 6, y: above.y + above.height },
              box,
              box.relation,
              side,
            ),
          );
          last[box.at] = box;
        }
      }
      y += Math.max(...level.map(({ height }) => height)) + STEP * scale;
    }
    const height = y - STEP * scale + EDGE;
    return svg(
      'svg',
      {
        class: 'path-picture',
        viewBox: `0 0 ${round(width)} ${round(height)}`,
        width: round(width),
        height: round(height),
        role: 'group',
        'aria-label': t('path.drawing'),
      },
      drawn,
    );
  }

  // box: what is written of a model, and how high that is.
  box(row, write) {
    const { models } = this.page;
    const { from, to } = this.ends;
    const author = models.author(row);
    const rank = models.rank(row);
    const isTop = row === this.found.top && this.found.kind === 'common';
    const lines = [
      ...(isTop ? write('tag', t('path.ancestor')) : []),
      ...(author ? write('owner', `${author}/`) : []),
      ...write('name', models.shortName(row)),
      ...write.together('figures', [
        Number.isNaN(rank) ? null : t('panel.rank', { n: count(rank) }),
        `${t('column.influence')} ${fixed(models.influence[row])}`,
      ]),
    ];
    return {
      name: models.name(row),
      isEnd: row === from || row === to,
      lines,
      height: 2 * PAD + lines.reduce((sum, { height }) => sum + height, 0),
    };
  }
}

const round = (value) => Number(value.toFixed(1));

const FONTS = {
  tag: [500, 11],
  owner: [400, 11],
  name: [600, 13],
  figures: [400, 11],
};

// writer: of texts the lines that fit a width, [{kind, text, height}].
function writer(width, scale) {
  const ruler = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  const set = (kind) => {
    const [weight, size] = FONTS[kind];
    ruler.font = `${weight} ${size * scale}px ${family}`;
    return {
      fits: (line) => ruler.measureText(line).width <= width,
      line: (text) => ({ kind, text, height: (size / 13) * LINE * scale }),
    };
  };
  const write = (kind, text) => {
    const { fits, line } = set(kind);
    return wrap(text, fits).map(line);
  };
  // together: texts in one line where that fits, else in one each
  write.together = (kind, all) => {
    const texts = all.filter(Boolean);
    const { fits, line } = set(kind);
    const joined = texts.join(' · ');
    return fits(joined) ? [line(joined)] : texts.map(line);
  };
  return write;
}

/** wrap: a text in lines that fit, broken after blanks, signs and, where it has to be, anywhere. */
export function wrap(text, fits) {
  const lines = [''];
  for (const part of text.match(/[^\s\-_./]+[\s\-_./]*|[\s\-_./]+/g) ?? []) {
    if (lines.at(-1) && !fits(lines.at(-1) + part.trimEnd())) {
      lines.push('');
    }
    for (const character of fits(part.trimEnd()) ? [part] : part) {
      if (lines.at(-1) && !fits(lines.at(-1) + character.trimEnd())) {
        lines.push('');
      }
      lines[lines.length - 1] += character;
    }
  }
  return lines.map((line) => line.trim());
}

function boxOf({ x, y, height, lines, name, isEnd }, wide) {
  let at = y + PAD;
  return svg(
    'a',
    { href: modelUrl(name), class: isEnd ? 'path-box path-end' : 'path-box' },
    svg('rect', {
      x: round(x - wide / 2),
      y: round(y),
      width: round(wide),
      height: round(height),
      rx: 8,
    }),
    lines.map(({ kind, text, height: line }) => {
      at += line;
      return svg(
        'text',
        { class: `path-${kind}`, x: round(x), y: round(at - 0.28 * line), 'text-anchor': 'middle' },
        text,
      );
    }),
  );
}

// arrow: to the middle of the upper edge of a box, with how it was derived beside it; side: -1, 0,
// 1, where the box lies.
function arrow(from, { x, y }, relation, side) {
  const angle = Math.atan2(y - from.y, x - from.x);
  const length = Math.hypot(x - from.x, y - from.y) - headShape(relation).length * HEAD;
  const middle = { x: (from.x + x) / 2, y: (from.y + y) / 2 };
  return svg(
    'g',
    { class: `path-arrow path-${relation}` },
    svg('path', {
      class: 'path-line',
      d: `M${round(from.x)} ${round(from.y)}L${round(from.x + length * Math.cos(angle))} ${round(
        from.y + length * Math.sin(angle),
      )}`,
      'stroke-dasharray': strokeOf(relation).join(' ') || null,
    }),
    svg('polygon', {
      points: headOf(relation, HEAD)
        .map((point) => point.map(round).join(','))
        .join(' '),
      transform: `translate(${round(x)} ${round(y)}) rotate(${round((angle * 180) / Math.PI)})`,
    }),
    svg(
      'text',
      {
        x: round(middle.x + (side < 0 ? -12 : 12)),
        y: round(middle.y + 4),
        'text-anchor': side < 0 ? 'end' : 'start',
      },
      term('relation', relation),
    ),
  );
}
