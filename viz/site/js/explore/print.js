// Paper: while the page is printed, the picture of the moment stands where the
// drawing is, in light colours, with what it shows, as of when and by what.

import { $, h } from '../core/dom.js';
import { sourceLines } from '../core/source.js';

/** onPrint: make() gives {title, picture: an element} in the colours of the moment. */
export function onPrint(meta, make) {
  const root = document.documentElement;
  let figure = null;
  addEventListener('beforeprint', () => {
    const { theme } = root.dataset;
    root.dataset.theme = 'light';
    const { title, picture } = make();
    figure?.remove();
    figure = h(
      'figure',
      { class: 'print-picture' },
      picture,
      h('figcaption', {}, h('strong', {}, title), ' ', sourceLines(meta).join(' ')),
    );
    $('.network-body').before(figure);
    root.dataset.theme = theme ?? '';
    if (theme === undefined) {
      delete root.dataset.theme;
    }
  });
  addEventListener('afterprint', () => figure?.remove());
}
