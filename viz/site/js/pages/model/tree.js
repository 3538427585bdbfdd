// Lineage as two trees, of what a model is built from and of what is built on
// it. Branches open one by one; what comes again below itself does not.

import { h } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl, pathUrl } from '../../core/url.js';
import { icon } from '../../ui/icons.js';

const STEP = 20;

export function lineage(page) {
  const { models, edges, row } = page;
  return h(
    'div',
    { class: 'trees' },
    (edges.parents(row).length > 0 || edges.children(row).length > 0) &&
      h('p', {}, h('a', { href: pathUrl(models.name(row)) }, t('model.path'))),
    ['up', 'down'].map((direction) => {
      const list = related(page, page.row, direction);
      return h(
        'div',
        { class: 'tree', dataset: { direction } },
        h('h3', {}, t(`model.lineage.${direction}`, { n: count(howMany(page, direction, list)) })),
        list.length
          ? branch(page, page.row, direction, [page.row])
          : h('p', { class: 'muted' }, t(`model.lineage.${direction}.none`)),
      );
    }),
  );
}

// howMany: of what is built on a model its details name the first few alone.
function howMany({ first, details }, direction, list) {
  return first && direction === 'down' ? Math.max(details.children, list.length) : list.length;
}

function related({ edges }, row, direction) {
  return [...(direction === 'up' ? edges.parents(row) : edges.children(row))].map((edge) => ({
    row: (direction === 'up' ? edges.parent : edges.child)[edge],
    relation: edges.relation(edge),
  }));
}

// branch: the list below a row; path: the rows above it.
function branch(page, row, direction, path) {
  const list = related(page, row, direction);
  const ul = h('ul', {});
  const more = (from) => {
    ul.append(...list.slice(from, from + STEP).map((one) => item(page, one, direction, path)));
    if (list.length > from + STEP) {
      const next = h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'link more',
            onclick: () => {
              next.remove();
              more(from + STEP);
              ul.children[from + STEP].querySelector('a, button').focus();
            },
          },
          t('panel.more', { n: count(list.length - from - STEP) }),
        ),
      );
      ul.append(next);
    }
  };
  more(0);
  return ul;
}

function item(page, { row, relation }, direction, path) {
  const { models } = page;
  const name = models.name(row);
  const below = related(page, row, direction).length;
  const again = path.includes(row);
  const li = h('li', {});
  const toggle =
    below && !again
      ? h(
          'button',
          {
            type: 'button',
            class: 'toggle',
            'aria-expanded': 'false',
            'aria-label': t(`model.lineage.${direction}.open`, { name, n: count(below) }),
            onclick: () => {
              const open = toggle.getAttribute('aria-expanded') !== 'true';
              toggle.setAttribute('aria-expanded', String(open));
              if (open) {
                li.append(branch(page, row, direction, [...path, row]));
              } else {
                li.lastChild.remove();
              }
            },
          },
          icon('right'),
        )
      : h('span', { class: 'toggle' });
  li.append(
    h(
      'div',
      { class: 'leaf' },
      toggle,
      h('a', { href: modelUrl(name) }, name),
      h('span', { class: `relation-text text-${relation}` }, term('relation', relation)),
      again && h('span', { class: 'muted' }, t('model.lineage.again')),
      below > 0 && !again && h('span', { class: 'tag num' }, count(below)),
      h('span', { class: 'leaf-score num' }, fixed(models.influence[row])),
    ),
  );
  return li;
}
