// How a drawing is looked at, as the address has it.

import { RELATIONS } from '../graph/edges.js';

/** readLooks: the choices, the hidden relations, and the camera ({x, y, ratio}; null: all). */
export function readLooks(url, choices) {
  const looks = {
    hidden: new Set(
      url
        .get('hide')
        .split(',')
        .filter((relation) => RELATIONS.includes(relation)),
    ),
    at: cameraOf(url.get('at').split(',').map(Number)),
  };
  for (const [key, { values, first }] of Object.entries(choices)) {
    looks[key] = url.oneOf(key, values, first);
  }
  return looks;
}

function cameraOf([x, y, ratio, ...more]) {
  const valid = [x, y, ratio].every(Number.isFinite) && ratio > 0 && more.length === 0;
  return valid ? { x, y, ratio } : null;
}

/** looksOf: what the address says of choices and hidden relations; what is usual is left out. */
export function looksOf(state, choices) {
  const looks = { hide: [...state.hidden].join(',') };
  for (const [key, { first }] of Object.entries(choices)) {
    looks[key] = state[key] === first ? '' : state[key];
  }
  return looks;
}

/** movedCamera: where a stage's camera is; null where it shows all. */
export function movedCamera(stage) {
  const { x, y, ratio } = stage.camera();
  const { box } = stage;
  const still = Math.abs(ratio - 1) < 0.005 && Math.hypot(x - box.x, y - box.y) < 2;
  return still ? null : { x, y, ratio };
}

/** cameraText: a camera for the address, the ratio with so many digits. */
export function cameraText(camera, digits) {
  return camera
    ? [camera.x.toFixed(1), camera.y.toFixed(1), camera.ratio.toFixed(digits)].join(',')
    : '';
}
