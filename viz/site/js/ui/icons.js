// Line icons, drawn on a 20 by 20 grid.

import { svg } from '../core/dom.js';

const PATHS = {
  network: 'M5 10.2 13.6 5M5 10.2h9.600M5 10.2 13.6 15.4',
  download: 'M10 3v9.500M6.2 9 10 12.8 13.8 9M4 16.500h12',
  close: 'M5.5 5.500l9 9M14.5 5.500l-9 9',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  external:
    'M8 4.500H5A1.5 1.5 0 0 0 3.5 6v9A1.5 1.5 0 0 0 5 16.500h9a1.5 1.5 0 0 0 1.5-1.500v-3M11.5 ' +
    '3.500h5v5M16.2 3.8 9.5 10.5',
  plus: 'M10 4.500v11M4.5 10h11',
  minus: 'M4.5 10h11',
  fit: 'M3.5 7.500v-4h4M16.5 7.500v-4h-4M3.5 12.500v4h4M16.5 12.500v4h-4',
  sort: 'M6.5 8 10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5',
  up: 'M6 12l4-4.5 4 4.5',
  down: 'M6 8l4 4.500L14 8',
  table: 'M3.5 4.500h13v11h-13ZM3.5 8.500h13M8.5 8.500v7',
  play: 'M6.5 4.5v11l9-5.5z',
  pause: 'M7 5v10M13 5v10',
  path: 'M5.5 15.5 10 5.500 14.5 15.5',
  columns: 'M3.5 4.500h13v11h-13ZM8 4.500v11M12.2 4.500v11',
  search: 'M9 14.500a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
};

const DOTS = {
  network: [
    [5, 10.2, 2],
    [14.8, 4.6, 1.6],
    [15.6, 10.2, 1.6],
    [14.8, 15.8, 1.6],
  ],
  path: [
    [10, 4.6, 1.9],
    [5.2, 15.6, 1.6],
    [14.8, 15.6, 1.6],
  ],
};

export function icon(name) {
  return svg(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    svg('path', { d: PATHS[name] }),
    (DOTS[name] || []).map(([cx, cy, r]) => svg('circle', { cx, cy, r, class: 'dot' })),
  );
}

/** setIcon: puts an icon in the place of a button's one. */
export function setIcon(button, name) {
  if (!button.querySelector(`.icon-${name}`)) {
    button.replaceChildren(icon(name));
  }
}
