// The network as a table.

import { h } from '../../core/dom.js';
import { fixed } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { nodeTable } from '../../explore/table.js';

const STEP = 200;

/** nodeList: rows in order of rank; more on demand. */
export function nodeList(page, shown = STEP) {
  const { nodes, grouped } = page.scene;
  const derived = (node) =>
    h('span', { class: `relation-text text-${node.relation}` }, term('relation', node.relation));
  nodeTable({
    columns: [
      { label: t(grouped ? 'network.list.author' : 'network.list.name') },
      ...(grouped ? [] : [{ label: t('network.list.derived') }]),
      { label: t('network.list.influence'), number: true },
    ],
    rows: nodes.slice(0, shown).map((node) => ({
      name: node.key,
      chosen: node.id === page.look.selected,
      choose: () => {
        page.choose(node.id);
        page.stage.focus(node.id);
      },
      cells: [...(grouped ? [] : [derived(node)]), fixed(node.influence)],
    })),
    left: nodes.length - shown,
    more: () => nodeList(page, shown + STEP),
  });
}
