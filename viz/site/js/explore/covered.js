// What lies on a drawing, so that no name is under it.

import { $ } from '../core/dom.js';

/** covered: [{left, top, right, bottom}] of legend and buttons, in pixels of the drawing. */
export function covered() {
  const frame = $('#stage').getBoundingClientRect();
  return ['#legend', '.zoom'].map((selector) => {
    const { left, top, right, bottom } = $(selector).getBoundingClientRect();
    return {
      left: left - frame.left,
      top: top - frame.top,
      right: right - frame.left,
      bottom: bottom - frame.top,
    };
  });
}
