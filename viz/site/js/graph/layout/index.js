// Chooses and runs a layout; all of them give the same picture for the same scene.

import { clusters } from './clusters.js';
import { forces } from './forces.js';
import { forest } from './forest.js';
import { generations, layers } from './layers.js';

export const LAYOUTS = ['auto', 'layers', 'radial', 'force'];

/** place: sets x and y of every node for a drawing of a size; returns the layout used. */
export function place(scene, layout, size) {
  const used = layout === 'auto' ? choose(scene, size) : layout;
  if (used === 'layers') {
    layers(scene, size);
    widen(scene.nodes, size, WIDEST_LAYERS);
  } else {
    clusters(scene, size.width / size.height);
    if (used === 'force') {
      forces(scene);
    }
    widen(scene.nodes, size, WIDEST);
  }
  return used;
}

const READABLE = 80; // models, in one column at most
const COLUMN = 28;
const WOVEN = 1.25; // derivations a model: more than a few have several parents
const FORCED = 700; // models that forces place in less than a second

// choose: generations while every name can be read; what is no tree by forces; trees as clusters.
function choose(scene, { width }) {
  const { nodes, arrows } = scene;
  if (width >= 640 && nodes.length <= READABLE && forest(scene).trees.length <= 3) {
    const heights = new Map();
    generations(scene).forEach((c) => heights.set(c, (heights.get(c) || 0) + 1));
    if (heights.size > 1 && Math.max(...heights.values()) <= COLUMN) {
      return 'layers';
    }
  }
  return nodes.length <= FORCED && arrows.length > WOVEN * nodes.length ? 'force' : 'radial';
}

const WIDEST = 1.7;
const WIDEST_LAYERS = 3;

// widen: a picture narrower or lower than its stage opens up to fill it; nothing comes nearer.
function widen(nodes, { width, height }, widest) {
  const { left, top, right, bottom } = extent(nodes);
  const ratio = (width / height) * ((bottom - top) / (right - left));
  const [x, y] = ratio > 1 ? [Math.min(widest, ratio), 1] : [1, Math.min(widest, 1 / ratio)];
  if (nodes.length > 2 && Number.isFinite(ratio)) {
    for (const node of nodes) {
      node.x *= x;
      node.y *= y;
    }
  }
}

function extent(nodes) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y, r } of nodes) {
    box.left = Math.min(box.left, x - r);
    box.right = Math.max(box.right, x + r);
    box.top = Math.min(box.top, y - r);
    box.bottom = Math.max(box.bottom, y + r);
  }
  return nodes.length ? box : { left: 0, top: 0, right: 1, bottom: 1 };
}

/** PADDING: pixels around a drawing. */
export const PADDING = 24;
const NAME = 150; // pixels that a name takes beside the first and the last generation
const BELOW = 16; // and below a node
const LARGEST = 2.2; // pixels a unit

/**
 * bounds: the part of the scene that fills a drawing of width x height, names included. The scene
 * goes beside the legend where some of it would be under it.
 */
export function bounds({ scene, layout, avoid }, { width, height }) {
  const { left, top, right, bottom } = extent(scene.nodes);
  const w = Math.max(1, width - 2 * PADDING);
  const h = Math.max(1, height - 2 * PADDING);
  const names = layout === 'layers' ? Math.min(NAME, w / 4) : 0;
  const fit = (legendWidth) => {
    const aside = Math.max(legendWidth, names);
    const scale = Math.min(
      LARGEST,
      (w - aside - names) / (right - left),
      (h - BELOW) / (bottom - top),
    );
    return {
      x: (left + right) / 2 - (aside - names) / 2 / scale,
      y: (top + bottom) / 2 + BELOW / 2 / scale,
      width: w / scale,
      height: h / scale,
      scale,
    };
  };
  const whole = fit(0);
  const legend = avoid[0];
  const under = ({ x, y, r }) => {
    const px = width / 2 + (x - whole.x) * whole.scale;
    const py = height / 2 + (y - whole.y) * whole.scale;
    const reach = r * whole.scale;
    return px - reach < legend.right && py + reach > legend.top;
  };
  return legend && legend.right < width / 3 && scene.nodes.some(under)
    ? fit(legend.right - PADDING / 2)
    : whole;
}
