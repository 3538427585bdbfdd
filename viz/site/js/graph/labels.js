// Names beside nodes: the weightiest first, none over another.

import { textScale } from '../core/dom.js';

const FONT =
  'Inter, "SF Pro Text", -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", ' +
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const SIZE = 12;
const HEIGHT = 15;
const MOST = 160;
const TRIED = 700;
const AVOIDED = 1200;

const widths = new Map();
let ruler = null;

/** labelWidth: of a name in pixels. */
export function labelWidth(text, strong) {
  const key = strong ? `*${text}` : text;
  if (!widths.has(key)) {
    ruler ||= document.createElement('canvas').getContext('2d');
    ruler.font = labelFont(strong);
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

// scaleNow: asked once, as it is for each name.
let scale = 0;
function scaleNow() {
  return (scale ||= textScale());
}

export function labelFont(strong) {
  return `${strong ? '600 ' : ''}${SIZE * scaleNow()}px ${FONT}`;
}

function shortened(text) {
  return text.length > 34 ? `${text.slice(0, 32)}…` : text;
}

/** Places: where names are on a drawing, and what they must not lie on. */
export class Places {
  /**
   * avoid: [{left, top, right, bottom}] of what lies on the drawing; circles: [{key, x, y, r}], or
   * with the family that fills it instead of key; half: of the height of a name.
   */
  constructor({ avoid, circles, width, height, half }) {
    Object.assign(this, { circles, width, height, half });
    this.taken = avoid.map(({ left: l, right: r, top, bottom: b }) => ({ l, r, t: top, b }));
  }

  /**
   * take: the first of spots, [[left, middle], ...], where a name so wide has room, which is taken
   * from then on; null: none. key: of its own circle; family: its own; strong: it may lie on
   * circles; always: it is put somewhere.
   */
  take(spots, w, key, { strong, always, family }) {
    const isOwn = (c) => (c.family === undefined ? c.key === key : c.family === family);
    const boxes = spots.map(([left, middle]) => ({
      left,
      middle,
      l: left - 3,
      r: left + w + 3,
      t: middle - this.half,
      b: middle + this.half,
    }));
    const free = boxes.filter(
      (box) =>
        box.l >= 0 &&
        box.r <= this.width &&
        box.t >= 0 &&
        box.b <= this.height &&
        this.taken.every((o) => box.r < o.l || box.l > o.r || box.b < o.t || box.t > o.b),
    );
    const box =
      free.find((one) => this.circles.every((c) => isOwn(c) || !covers(c, one))) ??
      (strong ? free[0] : null) ??
      (always ? boxes[0] : null);
    if (!box) {
      return null;
    }
    this.taken.push(box);
    return [box.left, box.middle];
  }
}

/**
 * pickLabels: [{text, x, y, strong}] with x, y the left middle of each text.
 * project(node) gives {x, y, r} on the drawing of the given size.
 */
export function pickLabels(look, project, { width, height }) {
  const { active } = look;
  const first =
    active === null
      ? []
      : [
          look.scene.nodes[active],
          ...[...look.near[active]]
            .map((id) => look.scene.nodes[id])
            .sort((a, b) => b.r - a.r)
            .slice(0, 60),
        ];
  const rest =
    active === null
      ? look.byWeight.slice(0, TRIED)
      : look.byWeight.filter((n) => n.id === look.selected);
  const labels = [];
  const done = new Set();
  const circles = look.byWeight
    .slice(0, AVOIDED)
    .filter(({ id }) => !look.gone[id])
    .map((node) => ({ key: node, ...project(node) }));
  const places = new Places({
    avoid: look.avoid,
    circles,
    width,
    height,
    half: (HEIGHT * scaleNow()) / 2,
  });
  for (const node of [...first, ...rest]) {
    if (labels.length >= MOST) {
      break;
    }
    if (done.has(node.id) || look.gone[node.id]) {
      continue;
    }
    done.add(node.id);
    const { x, y, r } = project(node);
    if (x < -80 || y < -20 || x > width + 80 || y > height + 20) {
      continue;
    }
    const strong = look.named.has(node) || node.id === active;
    if (r < 2.4 && !node.seed && !strong && active === null && look.scene.nodes.length > 80) {
      continue;
    }
    const text = shortened(node.label);
    const w = labelWidth(text, strong);
    const spots = spotsOf(look, node, { x, y, r, w });
    const spot = places.take(spots, w, node, { strong, always: node.id === active });
    if (spot) {
      labels.push({ text, x: spot[0], y: spot[1], strong });
    }
  }
  return labels;
}

// spotsOf: where a name may stand, best first; in layers not on the node's own arrows.
function spotsOf(look, { id }, { x, y, r, w }) {
  const below = [x - w / 2, y + r + 9];
  const right = [x + r + 6, y];
  const above = [x - w / 2, y - r - 9];
  const left = [x - r - 6 - w, y];
  if (look.layout === 'layers') {
    const first = look.parents.has(id) && !look.derived.has(id);
    return first
      ? [left, below, above, right]
      : look.parents.has(id)
        ? [below, above, right]
        : [right, below];
  }
  return [below, right, above, left];
}

// covers: whether a circle reaches into a box.
function covers({ x, y, r }, box) {
  const dx = x - Math.min(Math.max(x, box.l), box.r);
  const dy = y - Math.min(Math.max(y, box.t), box.b);
  return dx * dx + dy * dy < r * r;
}
