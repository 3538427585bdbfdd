// Two to five models side by side: what they are, what their licences allow, how they score, which
// families they are of, and how that went over time.

import { loadTable } from '../core/data.js';
import { loadDetails } from '../core/details.js';
import { $, announce, h } from '../core/dom.js';
import { count } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { records } from '../core/rows.js';
import {
  compareUrl,
  MOST_COMPARED,
  onStateChange,
  pathUrl,
  readState,
  thingUrl,
  writeState,
} from '../core/url.js';
import { loadEdges } from '../graph/edges.js';
import { icon } from '../ui/icons.js';
import { lineChart } from '../ui/line-chart.js';
import { markOf } from '../ui/marks.js';
import { modelSearch } from '../ui/search.js';
import { groups } from './compare/groups.js';
import { table } from './compare/table.js';
import { Licences } from './licenses/cards.js';
import { LINES, pointsOf } from './model/history.js';

const FILES = ['license_terms', 'license_duties', 'license_cards'];
const SUGGESTED = 6;

export async function compare() {
  const models = await loadModels();
  const [edges, ...tables] = await Promise.all([loadEdges(models.count), ...FILES.map(loadTable)]);
  const [terms, duties, cards] = tables.map(records);
  const licences = new Licences({ models, edges, terms, duties, cards });
  const page = { models, edges, licences, asked: 0, names: [], onlyDifferences: false };
  page.change = (names, onlyDifferences = page.onlyDifferences) => {
    writeState({ m: names, only: onlyDifferences ? 1 : '' }, true);
    return draw(page);
  };

  modelSearch($('#find'), loadModels, ({ model, author }) => {
    $('#find').value = '';
    if (author) {
      location.href = thingUrl('author', author);
      return;
    }
    page.change([...new Set([...page.names, model])].slice(0, MOST_COMPARED));
  });
  onLanguage(() => draw(page));
  onStateChange(() => draw(page));
  await draw(page);
}

async function draw(page) {
  const { models } = page;
  const now = ++page.asked;
  const url = readState();
  const wanted = [...new Set(url.all('m'))];
  const known = [...new Set(wanted.map((name) => models.row(name)))].filter((row) => row >= 0);
  const unknown = wanted.filter((name) => models.row(name) < 0);
  const rows = known.slice(0, MOST_COMPARED);
  const details = await Promise.all(rows.map((row) => loadDetails(models.name(row))));
  if (now !== page.asked) {
    return;
  }
  page.names = rows.map((row) => models.name(row));
  page.onlyDifferences = url.get('only') === '1';
  const items = rows.map((row, i) => ({ row, name: page.names[i], details: details[i] }));
  document.title =
    items.length > 1
      ? `${items.map(({ row }) => models.shortName(row)).join(' · ')} · llmeco`
      : t('compare.title');
  $('#find').disabled = items.length === MOST_COMPARED;
  $('#find').placeholder = t(items.length === MOST_COMPARED ? 'compare.full' : 'compare.find');
  $('#comparison').replaceChildren(
    ...[
      unknown.length > 0 && note(t('network.unknown', { names: unknown.join(', ') })),
      known.length > rows.length && note(t('compare.cut', { n: count(MOST_COMPARED) })),
      ...(items.length ? comparison(page, items) : []),
      items.length < 2 && suggestions(page, items),
    ].filter(Boolean),
  );
  announce(document.title);
}

function note(text) {
  return h('p', { class: 'notes', role: 'status' }, text);
}

function comparison(page, items) {
  const { names, onlyDifferences, change } = page;
  return [
    items.length > 1 &&
      h(
        'div',
        { class: 'versus-tools' },
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            id: 'only',
            checked: onlyDifferences,
            onchange: async (event) => {
              await change(names, event.target.checked);
              $('#only').focus();
            },
          }),
          t('compare.only'),
        ),
        h('p', { class: 'muted' }, t('compare.signs')),
        h(
          'p',
          { class: 'model-actions' },
          items.length === 2 &&
            h('a', { class: 'button', href: pathUrl(...names) }, icon('path'), t('compare.path')),
        ),
      ),
    table(page, items, groups(page, items)),
    items.length > 1 && overTime(items),
  ];
}

function overTime(items) {
  const charts = LINES.map((line) =>
    lineChart(
      line[0],
      items.map(({ name, details }) => ({ name, points: pointsOf(details, line) })),
      line[3],
    ),
  );
  const missing = (list) => !charts.some((chart, i) => chart && LINES[i][1] === list);
  return h(
    'section',
    { class: 'sheet', 'aria-labelledby': 'h-time' },
    h('h2', { id: 'h-time' }, t('model.history')),
    charts.some(Boolean) && [
      h(
        'ul',
        { class: 'versus-key' },
        items.map(({ name }, i) => h('li', {}, markOf(i), name)),
      ),
      h('div', { class: 'versus-charts' }, charts),
    ],
    missing('scores') && h('p', { class: 'muted' }, t('compare.time.scores')),
    missing('history') && h('p', { class: 'muted' }, t('compare.time.counters')),
  );
}

// suggestions: models to begin with, or to put beside the first one: of the same task, as near to
// it in rank as can be.
function suggestions({ models, change, names }, [first]) {
  const task = first && models.value('task', first.row);
  const rows = [];
  for (let step = 0; rows.length < SUGGESTED && step < models.count; step++) {
    const near = first ? [first.row - step, first.row + step] : [step];
    for (const row of near) {
      if (
        row >= 0 &&
        row < models.count &&
        row !== first?.row &&
        !rows.includes(row) &&
        (!task || models.value('task', row) === task)
      ) {
        rows.push(row);
      }
    }
  }
  return [
    h('p', { class: 'muted' }, t(first ? 'compare.more' : 'compare.pick')),
    h(
      'ul',
      { class: 'suggested-row' },
      rows.slice(0, SUGGESTED).map((row) => {
        const to = [...names, models.name(row)];
        return h(
          'li',
          {},
          h(
            'a',
            {
              class: 'chip more',
              href: compareUrl(to),
              onclick: (event) => {
                event.preventDefault();
                change(to);
              },
            },
            models.name(row),
          ),
        );
      }),
    ),
  ].reduce((place, element) => (place.append(element), place), h('div', {}));
}
