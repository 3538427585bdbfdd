// Dashboard: rankings, the map of top models, what is rising, licence conflicts
// and the quality of the data. Each part reads small data files of its own.

import { loadMeta, loadTable } from '../core/data.js';
import { $, $$, download, h } from '../core/dom.js';
import { onLanguage, t } from '../core/i18n.js';
import { onStateChange, readState, writeState } from '../core/url.js';
import { conflicts } from './dashboard/conflicts.js';
import { showEntry } from './dashboard/entry.js';
import { everything } from './dashboard/json.js';
import { GROUPINGS, map } from './dashboard/map.js';
import { quality } from './dashboard/quality.js';
import { rankingPanel, Rankings, RANKINGS } from './dashboard/rankings.js';
import { DAYS, GAINS, MEASURES, rising } from './dashboard/rising.js';
import { Tops } from './dashboard/tops.js';

export async function dashboard() {
  const state = {};
  const read = () => Object.assign(state, stateFromUrl());
  const change = (push = false) => writeState(toUrl(state), push);
  read();

  // the address holds the state: these links only scroll
  $$('.jumps a').forEach((link) =>
    link.addEventListener('click', (event) => {
      event.preventDefault();
      $(link.getAttribute('href')).scrollIntoView();
    }),
  );
  const files = ['tops', 'rising', 'conflicts', 'conflict_kinds', 'quality'];
  const loading = Promise.all(files.map((name) => loadTable(name).catch(() => null)));
  const rankings = new Rankings(await loadTable('rankings'));
  const open = async (row) => {
    state.open = `${row.ranking}:${row.key}`;
    change(true);
    const tops = await loadTable('tops').catch(() => null);
    showEntry(row, tops ? new Tops(tops).of(row.ranking, row.key) : [], () => {
      state.open = '';
      change(true);
    });
  };
  const parts = Object.keys(RANKINGS).map((ranking) =>
    rankingPanel(ranking, rankings, state, { open, change }),
  );
  const reopen = () => {
    const [ranking, key] = state.open.split(/:(.*)/s);
    const row = rankings.find(ranking, key);
    if (row) {
      open(row);
    } else if ($('#entry').open) {
      $('#entry').close();
    }
  };
  $('#unranked').checked = state.unranked;
  $('#unranked').addEventListener('change', (event) => {
    state.unranked = event.target.checked;
    change();
    parts.forEach((part) => part.draw());
  });

  const loaded = await loading;
  const tables = Object.fromEntries(
    files.map((name, i) => [name, loaded[i]]).filter(([, table]) => table),
  );
  const part = (section, names, make) => {
    if (names.every((name) => tables[name])) {
      parts.push(make(...names.map((name) => tables[name])));
    } else {
      $(section).replaceChildren(
        $('h2', $(section)),
        h('p', { class: 'panel-note', 'data-i18n': 'dashboard.missing' }, t('dashboard.missing')),
      );
    }
  };
  part('#map', ['tops'], (table) => map(rankings, new Tops(table), state, { change }));
  part('#rising', ['rising'], (table) => rising(table, state, { change }));
  part('#conflicts', ['conflicts', 'conflict_kinds'], (table, kinds) =>
    conflicts(table, kinds, state, { change }),
  );
  part('#quality', ['quality'], quality);
  const meta = await loadMeta();
  $('#json').addEventListener('click', () =>
    download('llmeco-dashboard.json', everything(meta, rankings, tables)),
  );
  onLanguage(() => parts.forEach((part) => part.relabel()));
  onStateChange(() => {
    read();
    $('#unranked').checked = state.unranked;
    parts.forEach((part) => part.draw());
    reopen();
  });
  reopen();
}

function stateFromUrl() {
  const url = readState();
  const set = (key, allowed) =>
    new Set(
      url
        .get(key)
        .split(',')
        .filter((one) => allowed.includes(one)),
    );
  return {
    all: set('all', Object.keys(RANKINGS)),
    unranked: url.get('unranked') === '1',
    table: set('table', [...Object.keys(RANKINGS), 'map', 'rising', 'conflicts']),
    by: url.oneOf('by', GROUPINGS, 'task'),
    group: url.get('group'),
    measure: url.oneOf('rising', MEASURES, 'downloads'),
    days: url.oneOf('days', DAYS, '7'),
    gain: url.oneOf('gain', GAINS, 'number'),
    kind: url.get('kind'),
    open: url.get('open'),
  };
}

function toUrl({ all, unranked, table, by, group, measure, days, gain, kind, open }) {
  return {
    all: [...all].join(','),
    unranked: unranked ? 1 : '',
    table: [...table].join(','),
    by: by === 'task' ? '' : by,
    group,
    rising: measure === 'downloads' ? '' : measure,
    days: days === '7' ? '' : days,
    gain: gain === 'number' ? '' : gain,
    kind,
    open,
  };
}
