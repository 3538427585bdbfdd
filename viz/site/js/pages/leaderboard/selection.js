// The bar above the table: the chosen models and the ways to their network.

import { $, h } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { compareUrl, MOST_COMPARED, networkUrl } from '../../core/url.js';
import { chips } from '../../ui/chips.js';
import { icon } from '../../ui/icons.js';

export function selectionBar({ selected, state }, { remove, clear }) {
  const names = [...selected];
  const k = $('#k');
  if (document.activeElement !== k) {
    k.value = state.k;
  }
  k.onchange = () => {
    state.k = Math.min(500, Math.max(1, Math.round(Number(k.value)) || 15));
  };
  const bar = $('#selection');
  bar.hidden = names.length === 0;
  bar.replaceChildren(
    ...(names.length
      ? [
          h(
            'span',
            { class: 'selection-count num' },
            t('selection.count', { n: count(names.length) }),
          ),
          chips(names, remove),
          h(
            'div',
            { class: 'selection-actions' },
            h(
              'button',
              { type: 'button', class: 'button ghost', id: 'clear', onclick: clear },
              t('selection.clear'),
            ),
            names.length > 1 &&
              names.length <= MOST_COMPARED &&
              h(
                'a',
                { class: 'button', id: 'compare-chosen', href: compareUrl(names) },
                icon('columns'),
                t('model.compare'),
              ),
            h(
              'a',
              { class: 'button primary', id: 'network-chosen', href: networkUrl({ model: names }) },
              icon('network'),
              t('selection.network'),
            ),
          ),
        ]
      : []),
  );
}
