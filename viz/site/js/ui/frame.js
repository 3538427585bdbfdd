// The frame of a table whose head stays in sight: below the page's, or, where the table is wider
// than its place and the frame scrolls, at the top of that.

import { css } from '../core/dom.js';

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const table = target.matches('table') ? target : target.querySelector('table');
    const frame = table?.closest('.table-frame');
    if (frame) {
      const fits = table.offsetWidth <= frame.clientWidth;
      frame.classList.toggle('fits', fits);
      frame.classList.toggle('scrolls', !fits);
      leaveRoom(frame);
    }
  }
});

// leaveRoom: what ends the page below the frame has room beside it, so that the page's end does not
// push the head out of sight.
function leaveRoom(frame) {
  const { scrollHeight } = document.documentElement;
  const below = scrollHeight - scrollY - frame.getBoundingClientRect().bottom;
  css(frame, { '--below': below < innerHeight / 2 ? `${Math.ceil(below)}px` : '' });
}

/** framed: watches the size of a table and of its frame; any number of times. */
export function framed(table) {
  observer.observe(table);
  observer.observe(table.parentElement);
}
