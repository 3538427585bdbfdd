// Packing circles: around a centre in rings, and loose ones into a wide field.

const FULL = 2 * Math.PI;

/**
 * ring: places circles of the given radii in rings around a centre circle, in
 * the order given. Returns [{x, y, angle}] and the radius of the whole.
 */
export function ring(centre, radii, gap) {
  const places = new Array(radii.length);
  let inner = centre + gap;
  let outer = centre;
  for (let first = 0; first < radii.length;) {
    let largest = 0;
    let used = 0;
    let last = first;
    for (; last < radii.length; last++) {
      largest = Math.max(largest, radii[last]);
      // farther out all take less: what was added up nearer is too much
      used += width(radii[last], inner + largest, gap);
      if (used > FULL && last > first) {
        const exact = total(radii, first, last + 1, inner + largest, gap);
        if (exact > FULL) {
          largest = largestOf(radii, first, last);
          break;
        }
        used = exact;
      }
    }
    const at = inner + largest;
    const slack = Math.max(0, FULL - total(radii, first, last, at, gap)) / (last - first);
    let angle = first === 0 ? -Math.PI / 2 : places[first - 1].angle + 0.7;
    for (let i = first; i < last; i++) {
      const half = (width(radii[i], at, gap) + slack) / 2;
      angle += i === first ? 0 : half;
      places[i] = { x: at * Math.cos(angle), y: at * Math.sin(angle), angle };
      angle += half;
    }
    outer = at + largest;
    inner = outer + gap;
    first = last;
  }
  return { places, radius: outer };
}

function total(radii, first, last, at, gap) {
  let sum = 0;
  for (let i = first; i < last; i++) {
    sum += width(radii[i], at, gap);
  }
  return sum;
}

function largestOf(radii, first, last) {
  let largest = 0;
  for (let i = first; i < last; i++) {
    largest = Math.max(largest, radii[i]);
  }
  return largest;
}

function width(radius, at, gap) {
  return 2 * Math.asin(Math.min(1, (radius + gap / 2) / at));
}

/**
 * enclosing: a small circle around circles {x, y, r} (Ritter's, within some percent of the least).
 */
export function enclosing(circles) {
  let { x, y, r } = circles[0];
  for (let round = 0; round < 3; round++) {
    for (const c of circles) {
      const d = Math.hypot(c.x - x, c.y - y);
      if (d + c.r > r) {
        if (d < 1e-9) {
          r = Math.max(r, c.r);
          continue;
        }
        const grown = (r + d + c.r) / 2;
        const step = (grown - r) / d;
        x += (c.x - x) * step;
        y += (c.y - y) * step;
        r = grown;
      }
    }
  }
  return { x, y, r };
}

const PLACED_EXACTLY = 130;

/**
 * field: places loose circles so that together they fill a shape of the given
 * aspect: the larger ones touching each other, the rest in rows below.
 */
export function field(radii, gap, aspect) {
  const order = radii.map((_, i) => i).sort((a, b) => radii[b] - radii[a] || a - b);
  const places = new Array(radii.length);
  const placed = [];
  for (const i of order.slice(0, PLACED_EXACTLY)) {
    places[i] = nearest(placed, radii[i] + gap / 2, aspect);
    placed.push({ ...places[i], r: radii[i] + gap / 2 });
  }
  const rest = order.slice(PLACED_EXACTLY);
  if (rest.length) {
    rows(places, rest, radii, gap, placed);
  }
  return places;
}

// nearest: the free place touching two placed circles that is nearest to the middle.
function nearest(placed, r, aspect) {
  if (placed.length === 0) {
    return { x: 0, y: 0 };
  }
  let best = null;
  const consider = (x, y) => {
    // a rounded rectangle, as drawings are
    const cost = ((Math.abs(x) + r / 2) / aspect) ** 4 + (Math.abs(y) + r / 2) ** 4;
    if (
      (!best || cost < best.cost - 1e-9) &&
      placed.every((p) => Math.hypot(p.x - x, p.y - y) >= p.r + r - 1e-6)
    ) {
      best = { x, y, cost };
    }
  };
  for (let i = 0; i < placed.length; i++) {
    const a = placed[i];
    consider(a.x + a.r + r, a.y);
    consider(a.x - a.r - r, a.y);
    for (let j = 0; j < i; j++) {
      const b = placed[j];
      const ra = a.r + r;
      const rb = b.r + r;
      const d = Math.hypot(b.x - a.x, b.y - a.y);
      if (d > ra + rb || d < 1e-9) {
        continue;
      }
      const along = (d * d + ra * ra - rb * rb) / (2 * d);
      const off = Math.sqrt(Math.max(0, ra * ra - along * along));
      const ux = (b.x - a.x) / d;
      const uy = (b.y - a.y) / d;
      consider(a.x + ux * along - uy * off, a.y + uy * along + ux * off);
      consider(a.x + ux * along + uy * off, a.y + uy * along - ux * off);
    }
  }
  return { x: best.x, y: best.y };
}

function rows(places, rest, radii, gap, placed) {
  const left = Math.min(...placed.map((p) => p.x - p.r));
  const right = Math.max(...placed.map((p) => p.x + p.r), left + 600);
  let x = left;
  let y = Math.max(...placed.map((p) => p.y + p.r)) + 2 * gap;
  let height = 0;
  for (const i of rest) {
    const size = 2 * radii[i] + gap;
    if (x + size > right) {
      x = left;
      y += height;
      height = 0;
    }
    places[i] = { x: x + size / 2, y: y + size / 2 };
    x += size;
    height = Math.max(height, size);
  }
}
