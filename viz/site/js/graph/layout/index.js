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
  } else {
    clusters(scene, size.width / size.height);
    if (used === 'force') {
      forces(scene);
    }
  }
  return used;
}

// choose: layers while every name can be read, else clusters.
function choose(scene, { width }) {
  if (width < 640 || scene.nodes.length > 60 || forest(scene).trees.length > 3) {
    return 'radial';
  }
  const column = generations(scene);
  const heights = new Map();
  column.forEach((c) => heights.set(c, (heights.get(c) || 0) + 1));
  return heights.size > 1 && Math.max(...heights.values()) <= 28 ? 'layers' : 'radial';
}

const LEGEND = 190;

/**
 * bounds: the box around the scene, labels included, never smaller than a card.
 * On a drawing wide enough the legend's corner is left free.
 */
export function bounds(scene, layout, drawn) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, r } of scene.nodes) {
    left = Math.min(left, x - r);
    right = Math.max(right, x + r);
    top = Math.min(top, y - r);
    bottom = Math.max(bottom, y + r);
  }
  const extra = layout === 'layers' ? 190 : 0;
  const below = layout === 'layers' ? 0 : 14;
  const legend = drawn > 760 ? LEGEND / (drawn - LEGEND) : 0;
  const aside = legend * (right - left + extra);
  const width = Math.max(Math.min(420, drawn), right - left + extra + aside);
  const height = Math.max(300, bottom - top + below);
  return { x: (left - aside + right + extra) / 2, y: (top + bottom + below) / 2, width, height };
}
