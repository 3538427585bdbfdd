// Page numbers with ellipsis, previous and next, and a jump to any page.

import { h } from '../core/dom.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';
import { icon } from './icons.js';

/** pageList: [1, '…', 4, 5, 6, '…', 20]: the ends and the pages around the current one. */
export function pageList(current, last) {
  const wanted = new Set([1, last, current - 1, current, current + 1]);
  if (current <= 3) {
    [2, 3, 4].forEach((p) => wanted.add(p));
  }
  if (current >= last - 2) {
    [last - 1, last - 2, last - 3].forEach((p) => wanted.add(p));
  }
  const pages = [...wanted].filter((p) => p >= 1 && p <= last).sort((a, b) => a - b);
  const list = [];
  for (const page of pages) {
    const previous = list.at(-1);
    if (previous !== undefined && page - previous === 2) {
      list.push(page - 1);
    } else if (previous !== undefined && page - previous > 2) {
      list.push('…');
    }
    list.push(page);
  }
  return list;
}

/**
 * pager: fills `nav` for {page, size, total}; go(page) is called on a choice. id: of its field,
 * where a page has several.
 */
export function pager(nav, { page, size, total, id = 'jump' }, go) {
  const last = Math.max(1, Math.ceil(total / size));
  const shown = total
    ? t('pager.showing', {
        a: count((page - 1) * size + 1),
        b: count(Math.min(page * size, total)),
        n: count(total),
      })
    : t('pager.empty');
  const step = (to, label, name) =>
    h(
      'button',
      {
        type: 'button',
        class: 'button ghost icon',
        'aria-label': label,
        dataset: { focus: name },
        disabled: to < 1 || to > last,
        onclick: () => go(to),
      },
      icon(name),
    );
  const number = (p) =>
    p === '…'
      ? h('span', { class: 'gap', 'aria-hidden': 'true' }, '…')
      : h(
          'button',
          {
            type: 'button',
            class: 'button ghost num',
            dataset: { focus: 'page' },
            'aria-label': t('pager.page', { n: count(p) }),
            'aria-current': p === page ? 'page' : null,
            onclick: () => go(p),
          },
          count(p),
        );
  const input = h('input', {
    type: 'number',
    min: 1,
    max: last,
    value: page,
    id,
    class: 'input num',
    inputmode: 'numeric',
    dataset: { focus: 'jump' },
  });
  const jump = h(
    'form',
    {
      class: 'jump',
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        go(Math.min(last, Math.max(1, Math.round(Number(input.value)) || 1)));
      },
    },
    h('label', { for: id }, t('pager.jump')),
    input,
    h('button', { type: 'submit', class: 'button', dataset: { focus: 'go' } }, t('pager.go')),
  );
  const focus = nav.contains(document.activeElement) && document.activeElement.dataset.focus;
  nav.replaceChildren(
    h('p', { class: 'showing num' }, shown),
    ...(last > 1
      ? [
          h(
            'div',
            { class: 'pages' },
            step(page - 1, t('pager.previous'), 'left'),
            pageList(page, last).map(number),
            step(page + 1, t('pager.next'), 'right'),
          ),
          jump,
        ]
      : []),
  );
  if (focus) {
    const same = focus === 'page' ? null : nav.querySelector(`[data-focus=${focus}]:enabled`);
    (same ?? nav.querySelector('[aria-current]'))?.focus({ preventScroll: true });
  }
  return shown;
}
