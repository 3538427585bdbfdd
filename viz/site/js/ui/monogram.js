// A drawn avatar: initials on one of twelve colours that the name decides.
// Organizations are squares, users are circles. Nothing is loaded.

import { svg } from '../core/dom.js';

const COLORS = 12;

/** colorIndex: 0..11, the same for a name on every page. */
export function colorIndex(name) {
  let hash = 2166136261;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % COLORS;
}

/** initials: one or two characters: 'Meta Llama' ML, 'deepseek-ai' DA, '智源' 智. */
export function initials(name) {
  const words = name
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim()
    .split(' ');
  const first = [...(words[0] || '?')];
  if (/\p{Script=Han}/u.test(first[0])) {
    return first[0];
  }
  const second = words.length > 1 ? [...words[1]][0] : first[1] || '';
  return (first[0] + second).toUpperCase();
}

export function monogram(author, kind) {
  const text = initials(author || '?');
  const shape =
    kind === 'organization'
      ? svg('rect', { x: 1, y: 1, width: 30, height: 30, rx: 8 })
      : svg('circle', { cx: 16, cy: 16, r: 15 });
  return svg(
    'svg',
    {
      class: `monogram monogram-${colorIndex(author || '?')}`,
      viewBox: '0 0 32 32',
      'aria-hidden': 'true',
    },
    shape,
    svg('text', { x: 16, y: 16, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, text),
  );
}
