// The drawer of an entry: its ten most influential models.

import { $, h, svg } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl, networkUrl, query } from '../../core/url.js';
import { icon } from '../../ui/icons.js';
import { monogram } from '../../ui/monogram.js';
import { labelOf, modelsText } from './rankings.js';

const LISTED = {
  task: (key) => ({ task: key }),
  org_type: (key) => ({ org: key }),
  author: (key) => ({ q: `${key}/` }),
};

/** reasonText: why an author has no rank; the number of models is the database's setting. */
function reasonText(reason) {
  const many = /^more than (\d+) models$/.exec(reason);
  return many ? t('reason.many', { n: many[1] }) : term('reason', reason);
}

/** showEntry: opens the drawer of a row of Rankings; close() is called when it is closed. */
export function showEntry(row, models, close) {
  const drawer = $('#entry');
  const max = models[0]?.influence || 1;
  const name = labelOf(row);
  drawer.replaceChildren(
    h(
      'div',
      { class: 'drawer-head' },
      row.ranking === 'author' && monogram(row.key, row.kind),
      h(
        'div',
        {},
        h('h2', { id: 'entry-title' }, t('entry.heading', { name })),
        h(
          'p',
          { class: 'muted num' },
          t('entry.summary', { influence: fixed(row.influence), models: modelsText(row.models) }),
        ),
        row.reason &&
          h('p', { class: 'muted' }, t('ranking.reason', { reason: reasonText(row.reason) })),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button ghost icon',
          'aria-label': t('entry.close'),
          title: t('entry.close'),
          onclick: () => drawer.close(),
        },
        icon('close'),
      ),
    ),
    h(
      'ol',
      { class: 'drawer-list' },
      models.map((model) =>
        h(
          'li',
          {},
          h('span', { class: 'top-rank num', title: t('column.rank') }, count(model.rank)),
          h(
            'span',
            { class: 'drawer-model' },
            h('a', { href: modelUrl(model.name) }, model.name),
            svg(
              'svg',
              {
                class: 'drawer-bar',
                viewBox: '0 0 100 4',
                preserveAspectRatio: 'none',
                'aria-hidden': 'true',
              },
              svg('rect', { class: 'share-own', width: (100 * model.influence) / max, height: 4 }),
            ),
          ),
          h('span', { class: 'num' }, fixed(model.influence)),
          h(
            'a',
            {
              class: 'button ghost icon',
              href: networkUrl({ model: model.name }),
              'aria-label': t('table.network.of', { name: model.name }),
              title: t('table.network'),
            },
            icon('network'),
          ),
        ),
      ),
    ),
    h(
      'div',
      { class: 'drawer-foot' },
      h(
        'a',
        {
          class: 'button primary',
          href: networkUrl(
            row.ranking === 'author' ? { author: row.key } : { model: models.map((m) => m.name) },
          ),
        },
        icon('network'),
        t(row.ranking === 'author' ? 'entry.author' : 'entry.network'),
      ),
      LISTED[row.ranking] &&
        h(
          'a',
          { class: 'button', href: `leaderboard.html#${query(LISTED[row.ranking](row.key))}` },
          t('entry.list'),
        ),
    ),
  );
  drawer.onclose = close;
  drawer.onclick = (event) => event.target === drawer && drawer.close();
  if (!drawer.open) {
    drawer.showModal();
  }
}
