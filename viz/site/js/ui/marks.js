// Marks by which up to five series are told apart without their colour, too.

import { svg } from '../core/dom.js';

const SHAPES = [
  'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z',
  'M-2.7-2.7H2.7V2.7H-2.7Z',
  'M0-3.5L3.5 2.8H-3.5Z',
  'M0-3.9L3.9 0 0 3.9-3.9 0Z',
  'M-3.5-2.8H3.5L0 3.5Z',
];

/** mark: the mark of a series at a place of a drawing. */
export function mark(series, x, y, ...children) {
  return svg(
    'path',
    { class: `mark series-${series}`, d: SHAPES[series], transform: `translate(${x} ${y})` },
    children,
  );
}

/** markOf: the same as a picture of its own. */
export function markOf(series) {
  return svg(
    'svg',
    { class: 'mark-sign', viewBox: '-5 -5 10 10', 'aria-hidden': 'true' },
    mark(series, 0, 0),
  );
}
