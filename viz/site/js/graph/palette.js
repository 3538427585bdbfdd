// The colours of the style sheet as numbers, for canvases and exports.

import { css, h } from '../core/dom.js';

const NAMES = [
  'surface',
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'line-strong',
  'accent',
  'own',
  'child',
  'parent',
  'base',
  'finetune',
  'adapter',
  'merge',
  'quantized',
  'unknown',
  'cat-1',
  'cat-2',
  'cat-3',
  'cat-4',
  'cat-5',
  'cat-6',
  'cat-7',
  'cat-8',
];

/** readPalette: {name: [r, g, b]} in the theme of the moment. */
export function readPalette() {
  // out of reach of forced colours, where all would be the text's
  const probe = css(h('span', { hidden: true }), { 'forced-color-adjust': 'none' });
  document.body.append(probe);
  const palette = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    palette[name] = getComputedStyle(probe)
      .color.match(/[\d.]+/g)
      .slice(0, 3)
      .map(Number);
  }
  probe.remove();
  return palette;
}

export function rgb(color) {
  return `rgb(${color.map(Math.round).join(', ')})`;
}

/** mix: a colour on its way to another; share 0 is a, 1 is b. */
export function mix(a, b, share) {
  return a.map((v, i) => v + (b[i] - v) * share);
}

const CATEGORIES = 8;

/**
 * colorScale: {of(node), entries} for 'relation', 'task' or 'kind'. entries:
 * [{value, color, n}] for the legend; the rarer tasks share the value 'other'.
 */
export function colorScale(scene, by, palette) {
  const counts = new Map();
  for (const node of scene.nodes) {
    counts.set(node[by], (counts.get(node[by]) || 0) + 1);
  }
  const colors = new Map();
  if (by === 'relation') {
    ['base', 'finetune', 'adapter', 'merge', 'quantized', 'unknown'].forEach((r) =>
      colors.set(r, palette[r]),
    );
  } else if (by === 'kind') {
    colors.set('organization', palette['cat-1']);
    colors.set('user', palette['cat-2']);
    colors.set('unknown', palette.unknown);
  } else {
    [...counts]
      .filter(([task]) => task)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, CATEGORIES)
      .forEach(([task], i) => colors.set(task, palette[`cat-${i + 1}`]));
  }
  const entries = [...colors]
    .filter(([value]) => counts.has(value))
    .map(([value, color]) => ({ value, color, n: counts.get(value) }));
  const rest = scene.nodes.length - entries.reduce((n, e) => n + e.n, 0);
  if (rest > 0) {
    entries.push({ value: 'other', color: palette.unknown, n: rest });
  }
  return { of: (node) => colors.get(node[by]) || palette.unknown, entries };
}
