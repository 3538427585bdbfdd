// A page in a frame of another site: #embed or &embed=1 leaves the drawing alone, &embed=ID the
// section of the chart with that id. boot.js sets <html data-embed> before the first paint.

import { $, h } from '../core/dom.js';
import { viewAddress } from './address.js';

const { documentElement: root } = document;

// alone: hides all beside the element, up to the page's content.
function alone(element) {
  for (let one = element; one && one.id !== 'main'; one = one.parentElement) {
    for (const other of one.parentElement.children) {
      other.classList.toggle('embed-away', other !== one);
    }
    one.classList.remove('embed-away');
  }
}

/** embed: once the page is there. */
export function embed(meta, t) {
  const chart = document.getElementById(root.dataset.embed);
  if (chart) {
    alone(chart.closest('section') ?? chart);
  }
  const link = h('a', { class: 'embed-link', target: '_blank', rel: 'noopener' }, t('embed.open'));
  const turn = () => {
    link.href = viewAddress();
  };
  turn();
  ['pointerdown', 'focus', 'click'].forEach((event) => link.addEventListener(event, turn));
  $('#main').append(link);
  // the frame is too small for another page
  addEventListener(
    'click',
    (event) => {
      const there = event.target.closest?.('a[href]:not([href^="#"])');
      if (there && there.href.split('#')[0] !== location.href.split('#')[0]) {
        there.target = '_blank';
        there.rel = 'noopener';
      }
    },
    { capture: true },
  );
}
