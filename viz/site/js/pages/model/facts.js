// Name, figures and details of a model.

import { h } from '../../core/dom.js';
import { DASH, compact, count, day, fixed, parameters } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { languageName } from '../../core/languages.js';
import { taskName } from '../../core/tasks.js';
import {
  compareUrl,
  hubUrl,
  licenceUrl,
  modelUrl,
  networkUrl,
  query,
  thingUrl,
} from '../../core/url.js';
import { isAlone, roots } from '../../graph/family.js';
import { card, kindText, lineageText } from '../../explore/panel.js';
import { icon } from '../../ui/icons.js';
import { monogram } from '../../ui/monogram.js';

const TAGS = 30;

export function head(page) {
  const { models, edges, row } = page;
  const name = models.name(row);
  const author = models.author(row);
  return h(
    'header',
    { class: 'model-head' },
    monogram(author || name, models.value('kind', row)),
    h(
      'div',
      { class: 'model-title' },
      h(
        'h1',
        { id: 'heading' },
        author
          ? [h('span', { class: 'model-owner' }, `${author}/`), h('wbr'), models.shortName(row)]
          : name,
      ),
      author &&
        h(
          'p',
          { class: 'muted' },
          byAuthor(models.authorTitle(row), author),
          kindText(models, row),
        ),
      h(
        'p',
        { class: 'lineage' },
        lineageText(
          { models, edges, networkOf: ({ model }) => modelUrl(model), chooseRow: () => false },
          row,
          [...edges.parents(row)],
        ),
      ),
      models.isStub(row) && h('p', { class: 'muted' }, t('panel.stub')),
      !Number.isNaN(page.details.removed_at) &&
        h('p', { class: 'notes' }, t('model.removed', { date: day(page.details.removed_at) })),
      page.details.disabled === 1 && h('p', { class: 'notes' }, t('model.disabled')),
    ),
    h(
      'p',
      { class: 'model-actions' },
      h(
        'a',
        { class: 'button', href: networkUrl({ model: name }) },
        icon('network'),
        t('table.network'),
      ),
      (edges.parents(row).length > 0 || edges.children(row).length > 0) &&
        h(
          'a',
          { class: 'button', href: `atlas.html#${query({ selected: name })}` },
          t('model.atlas'),
        ),
      h('a', { class: 'button', href: compareUrl([name]) }, icon('columns'), t('model.compare')),
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
  );
}

export function figures({ models, row, details }) {
  const rank = models.rank(row);
  return h(
    'div',
    { class: 'cards model-cards' },
    card('influence', models.influence[row], fixed),
    plainCard(
      'rank',
      count(rank),
      Number.isNaN(rank)
        ? ''
        : t('model.of', { n: count(models.meta.counts?.listed ?? models.count) }),
    ),
    card('downloads', models.downloads[row], compact),
    plainCard('all', compact(details.downloads_all_time)),
    card('likes', models.likes[row], count),
    plainCard('children', count(details.children)),
    plainCard('spaces', count(details.spaces)),
  );
}

function plainCard(key, value, more = '') {
  return h(
    'div',
    { class: 'card', dataset: { card: key } },
    h('span', { class: 'card-value num' }, value),
    h('span', { class: 'card-label' }, t(`model.card.${key}`), more && ` ${more}`),
  );
}

// byAuthor: 'by AUTHOR', where the name leads to the author's page.
function byAuthor(title, author) {
  const [before, after] = t('panel.by', { author: '\0' }).split('\0');
  return [before, h('a', { href: thingUrl('author', author) }, title), after];
}

// things: links to the pages of what a model is of.
function things(kind, names, textOf = (name) => name) {
  return names.length
    ? names.flatMap((name, i) => [
        i ? t('panel.separator') : '',
        h('a', { href: thingUrl(kind, name) }, textOf(name)),
      ])
    : null;
}

const DATASET = 'dataset:';

export function facts(page) {
  const { models, row, details } = page;
  const known = (value, text = value) =>
    value === null || value === '' || Number.isNaN(value) ? null : text;
  const entries = [
    ['task', things('task', given(models.value('task', row)), taskName)],
    ['family', things('family', familyNames(page))],
    ['library', known(models.value('library', row))],
    ['license', licenceFact(models, row)],
    [
      'parameters',
      known(
        models.parameters[row],
        h('span', { title: count(models.parameters[row]) }, parameters(models.parameters[row])),
      ),
    ],
    ['languages', things('language', details.languages, languageName)],
    [
      'datasets',
      things(
        'dataset',
        details.tags
          .filter((tag) => tag.startsWith(DATASET))
          .map((tag) => tag.slice(DATASET.length)),
      ),
    ],
    ['gated', details.gated && t(`gated.${details.gated}`)],
    ['created', known(models.created[row], day(models.created[row]))],
    ['modified', known(details.modified_at, day(details.modified_at))],
    ['fetched', known(details.fetched_at, day(details.fetched_at))],
    ['trending', known(details.trending_score, fixed(details.trending_score, 0))],
  ];
  return [
    h(
      'dl',
      { class: 'facts-list' },
      entries.map(([key, value]) =>
        h(
          'div',
          { dataset: { fact: key } },
          h('dt', {}, t(`model.fact.${key}`)),
          h('dd', {}, value ?? h('span', { class: 'muted' }, DASH)),
        ),
      ),
    ),
    details.tags.length > 0 && tagList(details.tags),
  ];
}

const given = (value) => (value === null || value === '' ? [] : [value]);

// familyNames: the roots that a model goes back to; itself where others go back to it. They are
// not known of the closest relatives alone.
function familyNames(page) {
  const { models, row } = page;
  return page.first || isAlone(page, row) ? [] : roots(page, row).map((one) => models.name(one));
}

function licenceFact(models, row) {
  return [
    things('license', given(models.value('license', row))) ?? h('span', { class: 'muted' }, DASH),
    ' · ',
    h('a', { href: licenceUrl(models.name(row)) }, t('licenses.heading')),
  ];
}

function tagList(tags) {
  const list = h('ul', { class: 'tags', 'aria-label': t('model.fact.tags') });
  const show = (n) => {
    const more = tags.length - n;
    list.replaceChildren(
      ...tags.slice(0, n).map((tag) => h('li', { class: 'tag' }, tag)),
      ...(more > 0
        ? [
            h(
              'li',
              {},
              h(
                'button',
                { type: 'button', class: 'link more', onclick: () => show(tags.length) },
                t('panel.more', { n: count(more) }),
              ),
            ),
          ]
        : []),
    );
  };
  show(TAGS);
  return list;
}
