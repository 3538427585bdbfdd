// The network as a table: the same nodes for keyboards and screen readers.

import { $, h } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';

const STEP = 200;

/** nodeList: rows in order of rank; more on demand. */
export function nodeList(page, shown = STEP) {
  const { scene, look } = page;
  const nodes = scene.nodes.slice(0, shown);
  const head = scene.grouped ? ['author', 'influence'] : ['name', 'derived', 'influence'];
  const more = scene.nodes.length - nodes.length;
  $('#models').replaceChildren(
    h(
      'table',
      { class: 'node-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          head.map((key) =>
            h(
              'th',
              { scope: 'col', class: key === 'influence' ? 'number' : null },
              t(`network.list.${key}`),
            ),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        nodes.map((node) =>
          h(
            'tr',
            { class: node.id === look.selected ? 'chosen' : null },
            h(
              'th',
              { scope: 'row' },
              h(
                'button',
                {
                  type: 'button',
                  class: 'link',
                  onclick: () => {
                    page.choose(node.id);
                    page.stage.focus(node.id);
                  },
                },
                node.key,
              ),
            ),
            !scene.grouped &&
              h(
                'td',
                {},
                h(
                  'span',
                  { class: `relation-text text-${node.relation}` },
                  term('relation', node.relation),
                ),
              ),
            h('td', { class: 'number' }, fixed(node.influence)),
          ),
        ),
      ),
    ),
    ...(more > 0
      ? [
          h(
            'p',
            { class: 'list-more' },
            h(
              'button',
              { type: 'button', class: 'button', onclick: () => nodeList(page, shown + STEP) },
              t('panel.more', { n: count(more) }),
            ),
          ),
        ]
      : []),
  );
}
