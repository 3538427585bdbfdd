// Leaderboard: reads its state from the address, shows it, writes it back.

import { $, announce, download, later } from '../core/dom.js';
import { onLanguage } from '../core/i18n.js';
import { loadHead, loadModels } from '../core/models.js';
import { dayOf, networkUrl, onStateChange, readState, writeState } from '../core/url.js';
import { pager } from '../ui/pager.js';
import { csv } from './leaderboard/csv.js';
import { COLUMNS, OPTIONAL, table } from './leaderboard/columns.js';
import { FILTERS, filterBar } from './leaderboard/filters.js';
import { listOf, missing, warm } from './leaderboard/list.js';
import { selectionBar } from './leaderboard/selection.js';

const PAGE = 30;
const MOST = 500; // of the top as a network
const SORTS = COLUMNS.filter((c) => c.sort).flatMap((c) => [c.key, `-${c.key}`]);

export async function leaderboard() {
  await firstPage();
  const models = await loadModels();
  const view = { models, state: stateFromUrl(), selected: new Set(), rows: [], page: 1 };
  await missing(models, view.state);
  readSelection(view);

  const change = (changes, { push = true, page = 1 } = {}) => {
    Object.assign(view.state, changes, { page });
    show(view, change);
    remember(view, push);
  };
  view.change = change;

  $('#search').addEventListener(
    'input',
    later(() => change({ q: $('#search').value }, { push: false }), 40),
  );
  $('#find').addEventListener('submit', (event) => {
    event.preventDefault();
    change({ q: $('#search').value });
  });
  $('#reset').addEventListener('click', () => {
    view.selected.clear();
    view.state = emptyState();
    change({});
    $('#search').focus();
  });
  $('#csv').addEventListener('click', async () => {
    download('llmeco-leaderboard.csv', await csv(models, view.rows));
  });
  $('#topk').addEventListener('submit', (event) => {
    event.preventDefault();
    location.href = topUrl(view);
  });
  onStateChange(() => {
    view.state = stateFromUrl();
    readSelection(view);
    $('#search').value = view.state.q; // also while the reader is in it
    show(view, change);
  });
  onLanguage(() => show(view, change));
  show(view, change);
  warm(models);
}

/**
 * firstPage: the list as most people ask for it is on the screen before all models are here; what
 * one does with it meanwhile waits in the address.
 */
async function firstPage() {
  const state = stateFromUrl();
  if (!isWhole(state) || state.page > 1 || readState().all('chosen').length) {
    return;
  }
  const head = await loadHead();
  const wait = (changes) => writeState({ ...changes });
  const rows = Array.from({ length: head.count }, (_, row) => row);
  table(
    $('#leaderboard'),
    { models: head, state, selected: new Set() },
    rows.filter((row) => head.rank(row) > 0),
    {
      change: ({ sort }) => wait({ sort }),
      toggle: (names, on) => wait({ chosen: on ? names : [] }),
    },
  );
}

/** isWhole: neither searched, filtered nor sorted. */
function isWhole(state) {
  return !state.q && !state.sort && FILTERS.every(({ key }) => !state[key].length);
}

function emptyState() {
  const state = { q: '', sort: '', page: 1, columns: null, k: 15 };
  for (const { key, date } of FILTERS) {
    state[key] = date ? '' : [];
  }
  return state;
}

function stateFromUrl() {
  const url = readState();
  const state = emptyState();
  state.q = url.get('q');
  state.sort = url.oneOf('sort', SORTS, '');
  state.page = Math.max(1, url.int('page', 1));
  state.k = Math.min(MOST, Math.max(1, url.int('k', 15)));
  if (url.all('columns').length) {
    state.columns = new Set(
      url
        .get('columns')
        .split(',')
        .filter((c) => OPTIONAL.includes(c)),
    );
  }
  for (const { key, date } of FILTERS) {
    const value = url.get(key);
    state[key] = date
      ? // other texts that are dates are those of the reader's time zone
        dayOf(value) === null
        ? ''
        : value
      : [...new Set(url.all(key))].filter(Boolean);
  }
  return state;
}

function readSelection(view) {
  view.selected = new Set(
    readState()
      .all('chosen')
      .filter((name) => view.models.row(name) >= 0),
  );
}

function remember(view, push) {
  const { columns, page, k, ...rest } = view.state;
  writeState(
    {
      ...rest,
      page: page > 1 ? page : '',
      k: k === 15 ? '' : k,
      columns: columns ? [...columns].join(',') || '-' : '',
      chosen: [...view.selected],
    },
    push,
  );
}

function show(view, change) {
  const { models, state } = view;
  const wait = missing(models, state);
  if (wait) {
    wait.then(() => show(view, change));
    return;
  }
  view.rows = listOf(models, state, FILTERS);
  const last = Math.max(1, Math.ceil(view.rows.length / PAGE));
  state.page = Math.min(state.page, last);
  const rows = view.rows.slice((state.page - 1) * PAGE, state.page * PAGE);

  const search = $('#search');
  if (search.value !== state.q && (document.activeElement !== search || !state.q)) {
    search.value = state.q;
  }
  filterBar(view, change);
  const toggle = (names, on) => {
    names.forEach((name) => view.selected[on ? 'add' : 'delete'](name));
    change({}, { push: false, page: state.page });
  };
  table($('#leaderboard'), view, rows, { change, toggle });
  selectionBar(view, {
    remove: (name) => toggle([name], false),
    clear: () => toggle([...view.selected], false),
  });
  const shown = pager(
    $('#pager'),
    { page: state.page, size: PAGE, total: view.rows.length },
    (page) => {
      change({}, { page });
      $('#leaderboard').scrollIntoView({ block: 'start' });
    },
  );
  announce(shown);
}

/** topUrl: the top K of the list as it is filtered and sorted; of all models by rank: just K. */
function topUrl(view) {
  const k = Math.min(MOST, Math.max(1, Math.round(Number($('#k').value)) || 15));
  const { state, models } = view;
  return networkUrl(
    isWhole(state)
      ? { top: k }
      : { model: [...view.rows.slice(0, k)].map((row) => models.name(row)) },
  );
}
