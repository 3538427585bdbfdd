// GitHub projects: the list with its state in the address, and up to five of them side by side.

import { $, announce, download, h, later } from '../core/dom.js';
import { csvBlob } from '../core/csv.js';
import { fold, hasAll, wordsOf } from '../core/fold.js';
import { count } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { findRepo, loadRepos, SCORES } from '../core/repos.js';
import { STEPS } from '../core/series.js';
import { argsort, descending, rankTexts } from '../core/sort.js';
import { onStateChange, readState, writeState } from '../core/url.js';
import { chips } from '../ui/chips.js';
import { pager } from '../ui/pager.js';
import { comparison, METRICS } from './github/compare.js';
import { COLUMNS, ORDERED_BY, table } from './github/table.js';

const PAGE = 50;
export const MOST = 5;
const SORTS = COLUMNS.filter((c) => c.value).flatMap((c) => [c.key, `-${c.key}`]);

export async function github() {
  const repos = await loadRepos();
  const labels = new Map(repos.flatMap((repo) => repo.labels.map(({ id, label }) => [id, label])));
  const view = { repos, labels, state: stateFromUrl(repos), rows: [] };

  const change = (changes, { push = true, page = 1 } = {}) => {
    Object.assign(view.state, changes, { page });
    show(view, change);
    remember(view, push);
  };
  $('#search').addEventListener(
    'input',
    later(() => change({ q: $('#search').value }, { push: false }), 80),
  );
  $('#find').addEventListener('submit', (event) => {
    event.preventDefault();
    change({ q: $('#search').value });
  });
  $('#reset').addEventListener('click', () => {
    view.state = { ...stateFromUrl([]), q: '', sort: '', label: '', chosen: [], comparing: false };
    change({});
    $('#search').focus();
  });
  $('#csv').addEventListener('click', () => download('llmeco-github.csv', csv(view.rows)));
  onStateChange(() => {
    view.state = stateFromUrl(repos);
    $('#search').value = view.state.q; // also while the reader is in it
    show(view, change);
  });
  onLanguage(() => show(view, change));
  show(view, change);
}

function stateFromUrl(repos) {
  const url = readState();
  const chosen = url
    .all('compare')
    .map((name) => findRepo(repos, name))
    .filter(Boolean);
  return {
    q: url.get('q'),
    sort: url.oneOf('sort', SORTS, ''),
    label: url.get('label'),
    page: Math.max(1, url.int('page', 1)),
    chosen: [...new Set(chosen)].slice(0, MOST),
    comparing: url.get('view') !== 'list' && chosen.length > 0,
    metric: url.oneOf('metric', METRICS, METRICS[0]),
    by: url.oneOf('by', Object.keys(STEPS), 'month'),
  };
}

function remember({ state }, push) {
  writeState(
    {
      compare: state.chosen.map((repo) => repo.name),
      view: state.chosen.length && !state.comparing ? 'list' : '',
      metric: state.metric === METRICS[0] ? '' : state.metric,
      by: state.by === 'month' ? '' : state.by,
      q: state.q,
      label: state.label,
      sort: state.sort,
      page: state.page > 1 ? state.page : '',
    },
    push,
  );
}

/**
 * listOf: the projects that fit, in the order asked for; without one by OpenRank of 12 months, as
 * they come.
 */
function listOf({ repos, state }) {
  const words = wordsOf(state.q);
  const found = repos.filter(
    (repo) =>
      hasAll(fold(repo.name), words) &&
      (!state.label || repo.labels.some(({ id }) => id === state.label)),
  );
  if (!state.sort) {
    return found;
  }
  const { value } = COLUMNS.find((c) => c.key === state.sort.replace(/^-/, ''));
  const values = found.map(value);
  const keys = typeof values[0] === 'string' ? rankTexts(values) : Float64Array.from(values);
  return Array.from(
    state.sort.startsWith('-') ? descending(keys) : argsort(keys),
    (row) => found[row],
  );
}

function csv(rows) {
  const keys = ['month', ...SCORES, 'openrank', 'openrank_12_months', 'activity'];
  const recent = ['stars', 'technical_fork', 'issues_new', 'change_requests'];
  return csvBlob(
    ['repo', ...keys, ...recent, 'labels'],
    rows.map((repo) => [
      repo.name,
      `${Math.floor(repo.month / 12)}-${String((repo.month % 12) + 1).padStart(2, '0')}`,
      ...keys.slice(1).map((key) => repo[key]),
      ...recent.map((key) => repo.recent[key]?.at(-1)),
      repo.labels.map(({ label }) => label).join('; '),
    ]),
  );
}

function options(select, entries, value, choose) {
  select.replaceChildren(...entries.map(([key, text]) => h('option', { value: key }, text)));
  select.value = value;
  select.onchange = () => choose(select.value);
}

function show(view, change) {
  const { state, labels } = view;
  $('#list').hidden = state.comparing;
  $('#compare').hidden = !state.comparing;
  if (state.comparing) {
    comparison(view, change);
    return;
  }
  view.rows = listOf(view);
  state.page = Math.min(state.page, Math.max(1, Math.ceil(view.rows.length / PAGE)));
  const search = $('#search');
  if (search.value !== state.q && (document.activeElement !== search || !state.q)) {
    search.value = state.q;
  }
  const sizes = new Map();
  view.repos.forEach((repo) =>
    repo.labels.forEach(({ id }) => sizes.set(id, (sizes.get(id) || 0) + 1)),
  );
  options(
    $('#label'),
    [
      ['', t('github.label.any')],
      ...[...labels]
        .sort((a, b) => sizes.get(b[0]) - sizes.get(a[0]) || (a[1] < b[1] ? -1 : 1))
        .map(([id, label]) => [id, `${label} (${count(sizes.get(id))})`]),
      ...(state.label && !labels.has(state.label) ? [[state.label, state.label]] : []),
    ],
    state.label,
    (label) => change({ label }),
  );
  options(
    $('#sort'),
    [
      ['', t('github.sort.default')],
      ...COLUMNS.filter((c) => c.value)
        .flatMap((c) => [
          [`-${c.key}`, `${c.label()} ↓`],
          [c.key, `${c.label()} ↑`],
        ])
        .filter(([key]) => key !== `-${ORDERED_BY}`),
    ],
    state.sort,
    (sort) => change({ sort }),
  );
  $('#csv').setAttribute('aria-label', t('github.csv', { n: count(view.rows.length) }));
  $('#csv').disabled = view.rows.length === 0;

  const toggle = (repo) => {
    const chosen = state.chosen.includes(repo)
      ? state.chosen.filter((one) => one !== repo)
      : [...state.chosen, repo].slice(0, MOST);
    change({ chosen }, { push: false, page: state.page });
  };
  table($('#repos'), view, view.rows.slice((state.page - 1) * PAGE, state.page * PAGE), {
    change,
    toggle,
    most: MOST,
  });
  selection(view, { toggle, change });
  announce(
    pager($('#pager'), { page: state.page, size: PAGE, total: view.rows.length }, (page) => {
      change({}, { page });
      $('#repos').scrollIntoView({ block: 'start' });
    }),
  );
}

function selection({ repos, state: { chosen, page } }, { toggle, change }) {
  const bar = $('#selection');
  bar.hidden = chosen.length === 0;
  bar.replaceChildren(
    ...(chosen.length
      ? [
          h(
            'span',
            { class: 'selection-count num' },
            t('github.chosen.count', { n: count(chosen.length), most: count(MOST) }),
          ),
          chips(
            chosen.map((repo) => repo.name),
            (name) => toggle(findRepo(repos, name)),
          ),
          h(
            'div',
            { class: 'selection-actions' },
            h(
              'button',
              {
                type: 'button',
                class: 'button ghost',
                id: 'clear',
                onclick: () => change({ chosen: [] }, { push: false, page }),
              },
              t('selection.clear'),
            ),
            h(
              'button',
              {
                type: 'button',
                class: 'button primary',
                id: 'go',
                onclick: () => {
                  change({ comparing: true });
                  $('#compare-heading').focus();
                },
              },
              t('github.compare'),
            ),
          ),
        ]
      : []),
  );
}
