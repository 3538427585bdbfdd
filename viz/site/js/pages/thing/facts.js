// What a thing is: its name, its figures, its facts.

import { h } from '../../core/dom.js';
import { DASH, compact, count, day, fixed } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { sums } from '../../core/tally.js';
import { taskName } from '../../core/tasks.js';
import { hubUrl, modelUrl, networkUrl, query, thingUrl } from '../../core/url.js';
import { roots } from '../../graph/family.js';
import { icon } from '../../ui/icons.js';
import { monogram } from '../../ui/monogram.js';

const NETWORK = 30;

export function head(name, kind, one) {
  const picture = kind.picture(one);
  const title = kind.title(one.name);
  return h(
    'header',
    { class: 'model-head' },
    picture && monogram(picture.author ?? one.name, picture.kind),
    h(
      'div',
      { class: 'model-title' },
      h('p', { class: 'thing-kind' }, t(`${name}.heading`)),
      h('h1', { id: 'heading' }, title),
      h('p', { class: 'muted' }, lead(name, kind, one, title)),
    ),
    h('p', { class: 'model-actions' }, actions(name, kind, one)),
  );
}

function lead(name, kind, one, title) {
  if (name !== 'family') {
    return title === one.name ? '' : one.name;
  }
  const above = roots(kind, one.row).filter((row) => row !== one.row);
  return above.length
    ? [
        t('family.lead.inner'),
        ' ',
        above
          .slice(0, 3)
          .flatMap((row, i) => [i ? t('panel.separator') : '', familyLink(kind, row)]),
      ]
    : t('family.lead');
}

function familyLink({ models }, row) {
  return h('a', { href: thingUrl('family', models.name(row)) }, models.name(row));
}

function actions(name, kind, one) {
  const { models } = kind;
  const hub = {
    author: () => hubUrl(one.name),
    family: () => hubUrl(one.name),
    task: () => `https://huggingface.co/models?${query({ pipeline_tag: one.name })}`,
    license: () => `https://huggingface.co/models?${query({ license: `license:${one.name}` })}`,
    language: () => `https://huggingface.co/models?${query({ language: one.name })}`,
    dataset: () => hubUrl(`datasets/${one.name}`),
  }[name]();
  const network = {
    author: () => ({ author: one.name }),
    family: () => ({ model: one.name }),
  }[name];
  const best = () => ({ model: one.rows.slice(0, NETWORK).map((row) => models.name(row)) });
  return [
    name === 'family' && h('a', { class: 'button', href: modelUrl(one.name) }, t('panel.model')),
    one.rows.length > 0 &&
      h(
        'a',
        { class: 'button', href: networkUrl((network ?? best)()) },
        icon('network'),
        t('table.network'),
      ),
    name === 'family' &&
      one.rows.length > 0 &&
      h(
        'a',
        { class: 'button', href: `atlas.html#${query({ selected: one.name })}` },
        t('model.atlas'),
      ),
    h(
      'a',
      { class: 'button ghost', href: hub, target: '_blank', rel: 'noopener noreferrer' },
      icon('external'),
      t('panel.hub'),
    ),
    h('a', { class: 'button ghost', href: `${name}.html` }, t(`${name}.all`)),
  ];
}

/** figures: the numbers on top; of a family and a dataset as the views count them. */
export function figures(name, kind, one) {
  const total = sums(kind.models, one.rows);
  const { place, of } = kind.place(one);
  const cards =
    name === 'family'
      ? [
          ['descendants', one.models, count],
          ['builders', one.builders, count],
          ['depth', one.depth, count],
        ]
      : [['models', total.models, count]];
  return h(
    'div',
    { class: 'cards model-cards' },
    [
      ...cards,
      ['influence', one.influence, compact],
      ['place', place, (value) => placeText(value, of)],
      ['downloads', name === 'family' ? one.downloads : total.downloads, compact],
      ['likes', name === 'family' ? one.likes : total.likes, compact],
    ]
      .filter(([, value]) => value !== undefined)
      .map(([key, value, format]) =>
        h(
          'div',
          { class: 'card', dataset: { card: key } },
          h(
            'span',
            { class: 'card-value num', title: Number.isNaN(value) ? null : count(value) },
            format(value),
          ),
          h('span', { class: 'card-label' }, t(`thing.card.${key}`)),
        ),
      ),
  );
}

function placeText(value, of) {
  return Number.isNaN(value) ? DASH : t('thing.place.of', { place: count(value), n: count(of) });
}

/** facts: [[what, content], ...] of a thing, those that are known. */
export function facts(name, kind, one) {
  const list = FACTS[name](kind, one).filter(([, value]) => value !== null && value !== undefined);
  return h(
    'dl',
    { class: 'facts-list' },
    [...list, ...dates(kind.models, one.rows)].map(([key, value]) =>
      h('div', { dataset: { fact: key } }, h('dt', {}, t(`thing.fact.${key}`)), h('dd', {}, value)),
    ),
  );
}

function dates(models, rows) {
  const days = Array.from(rows, (row) => models.created[row]).filter((at) => !Number.isNaN(at));
  return days.length
    ? [
        ['first', day(days.reduce((a, b) => Math.min(a, b)))],
        ['newest', day(days.reduce((a, b) => Math.max(a, b)))],
      ]
    : [];
}

const link = (kind, name, textOf = (text) => text) =>
  name && h('a', { href: thingUrl(kind, name) }, textOf(name));
const yesNo = (value) => (Number.isNaN(value) ? null : t(value ? 'answer.yes' : 'answer.no'));

const FACTS = {
  author: ({ models }, { name, row }) => [
    ['account', name],
    ['kind', models.value('kind', row) && term('kind', models.value('kind', row))],
    ['org', models.value('org', row) && term('org', models.value('org', row))],
  ],
  family: ({ models }, one) => [
    ['root', h('a', { href: modelUrl(one.name) }, one.name)],
    ['author', link('author', models.author(one.row))],
    ['task', link('task', models.value('task', one.row), taskName)],
    ['license', link('license', models.value('license', one.row))],
    [
      'descendants_by_share',
      one.descendants_by_share === undefined ? null : fixed(one.descendants_by_share, 1),
    ],
    ...['finetune', 'adapter', 'merge', 'quantized', 'unknown'].map((relation) => [
      relation,
      one[relation] > 0 ? count(one[relation]) : null,
    ]),
  ],
  task: (_, { name }) => [['code', name]],
  license: ({ terms }, { name }) => {
    const said = terms.get(name);
    return said
      ? [
          ['code', name],
          ['spdx', said.spdx_id],
          ['terms', term('family', said.family)],
          ['version', said.version],
          ['commercial', said.commercial_use && t(`terms.${said.commercial_use}`)],
          ['derivatives', yesNo(said.derivatives)],
          ['share_alike', t(`share_alike.${said.share_alike}`)],
          ['restrictions', yesNo(said.use_restrictions)],
          ['patents', yesNo(said.patent_grant)],
          ['read', t(said.text_read ? 'thing.read.text' : 'thing.read.known')],
          ['text', external(said.link)],
        ]
      : [
          ['code', name],
          ['terms', t('family.unknown')],
        ];
  },
  language: (_, { name }) => [['code', name]],
  dataset: (_, one) => [
    ['author', one.name.includes('/') ? one.name.split('/')[0] : null],
    ['license', one.license],
    ['gated', one.gated && t(`gated.${one.gated}`)],
    ['downloads', Number.isNaN(one.downloads) ? null : count(one.downloads)],
    ['likes', Number.isNaN(one.likes) ? null : count(one.likes)],
    ['listed', yesNo(one.is_listed)],
  ],
};

function external(url) {
  return url && /^https?:/.test(url)
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, new URL(url).hostname)
    : null;
}
