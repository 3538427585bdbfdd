// What is compared, group by group: of each row the values that decide whether models differ, and
// how they are shown.

import { h } from '../../core/dom.js';
import { DASH, compact, count, day, fixed, parameters, portion } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { languageName } from '../../core/languages.js';
import { taskName } from '../../core/tasks.js';
import { licenceUrl, modelUrl, thingUrl } from '../../core/url.js';
import { roots } from '../../graph/family.js';
import { scoreLine } from '../../ui/score.js';
import { answers, SIGNS } from '../licenses/cards.js';

const LISTED = 5;

/**
 * groups: [{key, rows: [{key, label, cells: [{value, content, best}, ...]}]}] of items, {row, name,
 * details}.
 */
export function groups(page, items) {
  const { models, licences } = page;
  const facet = (key) => (item) => models.value(key, item.row);
  const detail = (key) => (item) => item.details[key];
  const fact = (key, label, value, content = given) => ({
    key,
    label: t(label),
    cells: items.map((item) => ({ value: value(item), content: content(value(item), item) })),
  });
  const date = (value) => day(value);
  const [own, child, parent] = models.alpha;
  const earned = ({ details }) => own * details.self_influence + child * details.child_influence;
  const measure = (key, label, value, format, best = Math.max) =>
    measured(
      fact(key, label, value, () => null),
      format,
      best,
    );
  const asked = new Map(items.map((item) => [item, answers(licences.obligations(item.row))]));
  return [
    {
      key: 'facts',
      rows: [
        fact(
          'author',
          'list.author',
          (item) => models.author(item.row),
          (name, { row }) => linked('author', name, models.authorTitle(row)),
        ),
        fact('task', 'column.task', facet('task'), (name) =>
          linked('task', name, name && taskName(name)),
        ),
        fact('library', 'column.library', facet('library')),
        measure('parameters', 'column.parameters', detail('parameters'), parameters, null),
        fact('languages', 'model.fact.languages', sorted('languages'), (_, { details }) =>
          list(details.languages, (code) => linked('language', code, languageName(code))),
        ),
        fact('created', 'column.created', detail('created_at'), date),
        fact('modified', 'model.fact.modified', detail('modified_at'), date),
        fact('gated', 'model.fact.gated', detail('gated'), (value) => value && t(`gated.${value}`)),
      ],
    },
    {
      key: 'licences',
      rows: [
        fact('license', 'column.license', facet('license'), (name) => linked('license', name)),
        fact('conflicts', 'thing.conflicts', ({ details }) => details.conflicts.length, conflicts),
        ...['commercial', 'changed', 'own'].map((question) =>
          fact(
            question,
            `licenses.${question}`,
            (item) => asked.get(item).find((one) => one.question === question).answer,
            (answer) => [
              h('span', { class: 'answer-sign', 'aria-hidden': 'true' }, SIGNS[answer]),
              t(`licenses.${question}.${answer}`),
            ],
          ),
        ),
      ],
    },
    {
      key: 'scores',
      rows: [
        measure('rank', 'column.rank', detail('rank'), count, Math.min),
        measure('influence', 'column.influence', detail('influence'), fixed),
        measure('earned', 'compare.earned', earned, fixed),
        measure('self', 'model.score.self', (item) => own * item.details.self_influence, fixed),
        measure(
          'child',
          'model.score.child',
          (item) => child * item.details.child_influence,
          fixed,
        ),
        measure(
          'parent',
          'model.score.parent',
          (item) => parent * item.details.parent_influence,
          fixed,
        ),
      ],
    },
    {
      key: 'use',
      rows: [
        measure('downloads', 'panel.downloads', detail('downloads'), compact),
        measure('all', 'model.card.all', detail('downloads_all_time'), compact),
        measure('likes', 'panel.likes', detail('likes'), count),
        measure('spaces', 'model.card.spaces', detail('spaces'), count),
        measure('children', 'model.card.children', detail('children'), count),
      ],
    },
    {
      key: 'lineage',
      rows: [
        fact('parents', 'compare.parents', sorted('parent_list'), (_, { details }) =>
          list(details.parent_list, ([name, relation]) => [
            h('a', { href: modelUrl(name) }, name),
            h('span', { class: `relation-text text-${relation}` }, term('relation', relation)),
          ]),
        ),
        fact(
          'families',
          'thing.by.family',
          (item) => JSON.stringify(familiesOf(page, item)),
          (_, item) =>
            list(familiesOf(page, item), ([root, share]) => [
              root === null ? t('home.built.others') : linked('family', root),
              h('span', { class: 'num muted' }, portion(share)),
            ]),
        ),
      ],
    },
  ];
}

// given: what a cell has where nothing is given.
function given(value) {
  return value;
}

const sorted = (key) => (item) => JSON.stringify([...item.details[key]].sort());

function linked(kind, name, text = name) {
  return name && h('a', { href: thingUrl(kind, name) }, text);
}

function list(all, content) {
  return (
    all.length > 0 && [
      h(
        'ul',
        {},
        all.slice(0, LISTED).map((one) => h('li', {}, content(one))),
      ),
      all.length > LISTED &&
        h('p', { class: 'muted' }, t('panel.more', { n: count(all.length - LISTED) })),
    ]
  );
}

// measured: numbers with a bar as long as they are of the largest; the best of several is marked.
// A rank has no bar: best is the least.
function measured(row, format, best) {
  const known = row.cells.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  const most = Math.max(0, ...known);
  for (const cell of row.cells) {
    const { value } = cell;
    cell.best = Boolean(best) && value === best(...known) && known.some((other) => other !== value);
    cell.content = Number.isNaN(value)
      ? DASH
      : [
          h(
            'span',
            { class: 'num', title: format === compact ? count(value) : null },
            format(value),
          ),
          best === Math.max && most > 0 && scoreLine((100 * value) / most),
        ];
  }
  return row;
}

function conflicts(n, { name }) {
  return n
    ? h(
        'a',
        { class: 'conflict-text', href: licenceUrl(name) },
        t('compare.conflicts', { n: count(n) }),
      )
    : t('compare.conflicts.none');
}

/** familiesOf: [[root, share], ...], the largest share first; root null: several others. */
export function familiesOf(page, { row, details }) {
  const { families } = details;
  if (!families.length) {
    return roots(page, row).map((one) => [page.models.name(one), 1]);
  }
  const rest = 1 - families.reduce((sum, [root, share]) => (root === null ? sum : sum + share), 0);
  const named = families.filter(([root]) => root !== null);
  return rest > 0.0005 ? [...named, [null, rest]] : named;
}
