// Details of a node: what it is, what it is made of, how much it counts.

import { $, css, h } from '../core/dom.js';
import { compact, count, day, fixed } from '../core/format.js';
import { t, term } from '../core/i18n.js';
import { taskName } from '../core/tasks.js';
import { hubUrl, modelUrl } from '../core/url.js';
import { RELATIONS } from '../graph/edges.js';
import { icon } from '../ui/icons.js';
import { monogram } from '../ui/monogram.js';
import { sharesBar, sharesText } from '../ui/shares.js';

// where a card reaches its full colour
const FULL = { downloads: 300000, likes: 1000, influence: 1000 };
const LISTED = 40;

/** depth: 0 to 1, with the square root of the value. */
export function depth(key, value) {
  return Math.min(1, Math.sqrt(Math.max(0, value || 0) / FULL[key]));
}

export function details(page) {
  const { subject, scene } = page;
  $('#details').replaceChildren(
    ...(subject === null
      ? [h('p', { class: 'muted' }, t('network.pick'))]
      : scene.grouped
        ? authorDetails(page, subject)
        : modelDetails(page, subject.rows[0])
    )
      .flat()
      .filter(Boolean),
  );
}

function modelDetails(page, row) {
  const { models, edges } = page;
  const name = models.name(row);
  const kind = models.value('kind', row);
  const created = models.created[row];
  const parents = [...edges.parents(row)];
  const children = [...edges.children(row)];
  return [
    h(
      'header',
      { class: 'detail-head' },
      monogram(models.author(row) || name, kind),
      h(
        'div',
        {},
        h('h2', {}, models.shortName(row)),
        models.author(row) &&
          h(
            'p',
            { class: 'muted' },
            t('panel.by', { author: models.authorTitle(row) }),
            kindText(models, row),
          ),
      ),
    ),
    h('p', { class: 'lineage' }, lineageText(page, row, parents)),
    models.isStub(row) && h('p', { class: 'muted' }, t('panel.stub')),
    models.isRemoved(row) && h('p', { class: 'notes' }, t('panel.removed')),
    h(
      'div',
      { class: 'cards' },
      card('downloads', models.downloads[row], compact),
      card('likes', models.likes[row], count),
      card('influence', models.influence[row], fixed),
    ),
    sharesBlock(models.shares(row)),
    h(
      'p',
      { class: 'facts muted num' },
      [
        Number.isNaN(models.rank(row)) ? null : t('panel.rank', { n: count(models.rank(row)) }),
        Number.isNaN(created)
          ? t('panel.created.unknown')
          : t('panel.created', { date: day(created) }),
        models.value('task', row) && taskName(models.value('task', row)),
        models.value('license', row),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
    h(
      'p',
      { class: 'detail-links' },
      h(
        'a',
        { class: 'button', href: page.networkOf({ model: name }) },
        icon('network'),
        t('panel.network'),
      ),
      h('a', { class: 'button', href: modelUrl(name) }, t('panel.model')),
      h(
        'a',
        {
          class: 'button ghost',
          href: hubUrl(name),
          target: '_blank',
          rel: 'noopener noreferrer',
          title: t('table.hub', { name }),
        },
        icon('external'),
        t('panel.hub'),
      ),
    ),
    relatives(
      page,
      'panel.parents',
      parents.map((edge) => ({ row: edges.parent[edge], relation: edges.relation(edge) })),
    ),
    relatives(
      page,
      'panel.children',
      children.map((edge) => ({ row: edges.child[edge], relation: edges.relation(edge) })),
    ),
  ];
}

export function kindText(models, row) {
  const words = [
    models.value('kind', row) && term('kind', models.value('kind', row)),
    models.value('org', row) && term('org', models.value('org', row)),
  ].filter(Boolean);
  return words.length ? ` (${words.join(', ')})` : '';
}

/** lineageText: 'A merge of P1, P2, P3', one sentence a relation; 'A base model'. */
export function lineageText(page, row, parents) {
  const { edges } = page;
  if (!parents.length) {
    return t('panel.base');
  }
  return RELATIONS.flatMap((relation) => {
    const of = parents.filter((edge) => edges.relation(edge) === relation);
    return of.length
      ? [
          h(
            'span',
            { class: `sentence text-${relation}`, dataset: { relation } },
            t(`panel.of.${relation}`),
            of.flatMap((edge, i) => [
              i ? t('panel.separator') : null,
              modelLink(page, edges.parent[edge]),
            ]),
          ),
        ]
      : [];
  });
}

// modelLink: chooses the model where it is drawn, else opens its network.
function modelLink(page, row) {
  const name = page.models.name(row);
  return h(
    'a',
    {
      href: page.networkOf({ model: name }),
      onclick: (event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey && page.chooseRow(row)) {
          event.preventDefault();
        }
      },
    },
    name,
  );
}

export function card(key, value, format, label = `panel.${key}`) {
  return css(
    h(
      'div',
      { class: 'card', dataset: { card: key } },
      h(
        'span',
        { class: 'card-value num', title: Number.isNaN(value) ? null : count(value) },
        format(value),
      ),
      h('span', { class: 'card-label' }, t(label)),
    ),
    { '--depth': `${(depth(key, value) * 100).toFixed(1)}%` },
  );
}

function sharesBlock(shares) {
  return (
    shares &&
    h(
      'figure',
      { class: 'shares-block' },
      h('figcaption', { class: 'muted' }, t('panel.shares')),
      sharesBar(shares),
      h('p', { class: 'muted num' }, sharesText(shares)),
    )
  );
}

function relatives(page, key, list) {
  if (!list.length) {
    return null;
  }
  const more = list.length - LISTED;
  return h(
    'section',
    { class: 'relatives' },
    h('h3', {}, t(key, { n: count(list.length) })),
    h(
      'ul',
      {},
      list
        .slice(0, LISTED)
        .map(({ row, relation }) =>
          h(
            'li',
            {},
            modelLink(page, row),
            relation &&
              h('span', { class: `relation-text text-${relation}` }, term('relation', relation)),
          ),
        ),
      more > 0 && h('li', { class: 'muted' }, t('panel.more', { n: count(more) })),
    ),
  );
}

function authorDetails(page, node) {
  const { models } = page;
  const row = node.rows[0];
  const full = models.fullName(row);
  return [
    h(
      'header',
      { class: 'detail-head' },
      monogram(node.key, models.value('kind', row)),
      h(
        'div',
        {},
        h('h2', {}, node.key),
        h('p', { class: 'muted' }, full && full !== node.key ? full : '', kindText(models, row)),
      ),
    ),
    h(
      'div',
      { class: 'cards' },
      card('downloads', node.downloads, compact),
      card('likes', node.likes, count),
      card('influence', node.influence, fixed, 'panel.influence.mean'),
    ),
    h(
      'p',
      { class: 'detail-links' },
      h(
        'a',
        { class: 'button', href: page.networkOf({ author: node.key, view: '' }) },
        icon('network'),
        t('panel.network.author'),
      ),
      h(
        'a',
        {
          class: 'button ghost',
          href: hubUrl(node.key),
          target: '_blank',
          rel: 'noopener noreferrer',
          title: t('table.hub', { name: node.key }),
        },
        icon('external'),
        t('panel.hub'),
      ),
    ),
    relatives(
      { ...page, networkOf: (c) => page.networkOf({ ...c, view: '' }), chooseRow: () => false },
      'panel.models',
      node.rows.map((one) => ({ row: one, relation: null })),
    ),
  ];
}
