// A tiny line of a few values, the last one dotted; dashed to it, and a ring, where it may yet
// grow.

import { svg } from '../core/dom.js';

const W = 72;
const H = 22;
const PAD = 3;

/**
 * spark: an image of the values, described by `label`; null where there are less than two. open:
 * the last one is of a time that is not over.
 */
export function spark(values, label, open = false) {
  const known = (values || []).filter((v) => v !== null);
  if (known.length < 2) {
    return null;
  }
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const at = (v, i) =>
    [
      PAD + (i * (W - 2 * PAD)) / (values.length - 1),
      range ? H - PAD - ((v - low) * (H - 2 * PAD)) / range : H / 2,
    ].map((n) => Number(n.toFixed(1)));
  const points = values.map((v, i) => (v === null ? null : at(v, i))).filter(Boolean);
  const [x, y] = points.at(-1);
  const text = (list) => list.map((p) => p.join(',')).join(' ');
  return svg(
    'svg',
    { class: 'spark', viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': label },
    svg('title', {}, label),
    svg('polyline', { points: text(open ? points.slice(0, -1) : points) }),
    open && svg('polyline', { class: 'open', points: text(points.slice(-2)) }),
    svg('circle', { class: open ? 'open' : null, cx: x, cy: y, r: 2.2 }),
  );
}
