// The places of all models with relatives: the largest families touch each
// other in the middle, the others stand in rings around them.

import { radiate } from './clusters.js';
import { enclosing, field, ring } from './pack.js';

const LARGEST = 30;
const SMALLEST = 2.5;
const GAP = 2;
const BETWEEN = 10;
const INNER = 40;

/** placeAtlas: {x, y, r} by row of models, and the circle of each family. */
export function placeAtlas(families, influence) {
  let top = 1;
  for (const { root } of families.trees) {
    top = Math.max(top, influence[root] || 0);
  }
  // in steps, so that most leaves are of one size
  const r = Float32Array.from(influence, (value) =>
    Math.max(
      SMALLEST,
      Math.ceil(2 * LARGEST * Math.sqrt(Math.min(1, Math.max(0, value || 0) / top))) / 2,
    ),
  );
  return { r, ...radiate(families, r, GAP, galaxy) };
}

// galaxy: places circles that come in order of size.
function galaxy(radii) {
  const inner = field(radii.slice(0, INNER), 2 * BETWEEN, 1);
  const middle = enclosing(
    inner.length ? inner.map(({ x, y }, i) => ({ x, y, r: radii[i] })) : [{ x: 0, y: 0, r: 0 }],
  );
  const { places } = ring(middle.r + BETWEEN, radii.slice(INNER), BETWEEN);
  return [...inner, ...places.map(({ x, y }) => ({ x: x + middle.x, y: y + middle.y }))];
}
