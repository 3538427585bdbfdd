// A list of some models with the search, the order, the pages and the CSV file of the leaderboard.

import { $, announce, download, h, later } from '../core/dom.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';
import { networkUrl } from '../core/url.js';
import { COLUMNS, table } from '../pages/leaderboard/columns.js';
import { csv } from '../pages/leaderboard/csv.js';
import { listOf, missing } from '../pages/leaderboard/list.js';
import { icon } from './icons.js';
import { pager } from './pager.js';
import { fillSelect } from './select.js';

const SIZE = 15;
const NETWORK = 30;

export const SORTS = COLUMNS.filter((c) => c.sort).flatMap((c) => [c.key, `-${c.key}`]);

/**
 * modelList: {element, draw}. rows: Row numbers; state: {q, sort, page, chosen}, which a change is
 * written to before change(push) is called; file: the name of the CSV file, without suffix.
 */
export function modelList({ models, rows, state, change, file, caption }) {
  const inside = new Uint8Array(models.count);
  for (const row of rows) {
    inside[row] = 1;
  }
  const selected = new Set(state.chosen.filter((name) => models.row(name) >= 0));
  let shown = [];

  const search = h('input', {
    class: 'input',
    id: 'model-search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: later(() => update({ q: search.value }, false), 40),
  });
  const sort = h('select', { class: 'input', id: 'model-sort' });
  const network = h('a', { class: 'button', id: 'model-network' });
  const save = h('button', {
    class: 'button',
    type: 'button',
    id: 'model-csv',
    onclick: async () => download(`${file}.csv`, await csv(models, shown)),
  });
  const label = h('label', { class: 'visually-hidden', for: 'model-search' });
  const sortLabel = h('label', { class: 'visually-hidden', for: 'model-sort' });
  const list = h(
    'table',
    { class: 'data', role: 'table' },
    h('caption', { class: 'visually-hidden' }),
    h('thead', { role: 'rowgroup' }),
    h('tbody', { role: 'rowgroup' }),
  );
  const pages = h('nav', { class: 'pager' });
  const element = h(
    'div',
    { class: 'model-list' },
    h(
      'div',
      { class: 'toolbar' },
      h('form', { class: 'search', role: 'search', onsubmit: (e) => e.preventDefault() }, [
        label,
        search,
      ]),
      h('div', { class: 'field compact narrow-only' }, sortLabel, sort),
      save,
      network,
    ),
    h('div', { class: 'table-frame' }, list),
    pages,
  );

  const update = (changes, push = true) => {
    Object.assign(state, { page: 1 }, changes);
    draw();
    change(push);
  };
  const draw = () => {
    const wait = missing(models, state);
    if (wait) {
      wait.then(draw);
      return null;
    }
    shown = listOf(models, { q: state.q, sort: state.sort }).filter((row) => inside[row]);
    state.page = Math.min(state.page, Math.max(1, Math.ceil(shown.length / SIZE)));
    const part = shown.slice((state.page - 1) * SIZE, state.page * SIZE);
    if (search.value !== state.q && document.activeElement !== search) {
      search.value = state.q;
    }
    label.textContent = t('leaderboard.search');
    search.placeholder = t('leaderboard.search.placeholder');
    sortLabel.textContent = t('filter.sort');
    $('caption', list).textContent = caption();
    save.replaceChildren(icon('download'), t('filter.csv'));
    save.setAttribute('aria-label', t('filter.csv.label', { n: count(shown.length) }));
    save.disabled = shown.length === 0;
    sorts(sort, state, update);
    table(list, { models, state: { sort: state.sort, columns: null }, selected }, part, {
      change: ({ sort: by }) => update({ sort: by }),
      toggle: (names, on) => {
        names.forEach((name) => selected[on ? 'add' : 'delete'](name));
        state.chosen = [...selected];
        draw();
        change(false);
      },
    });
    drawNetwork(network, models, selected, shown);
    pages.setAttribute('aria-label', t('pager.label'));
    return pager(pages, { page: state.page, size: SIZE, total: shown.length }, (page) => {
      update({ page });
      element.scrollIntoView({ block: 'start' });
      announce(pages.firstChild.textContent);
    });
  };
  draw();
  return { element, draw };
}

// drawNetwork: of the chosen models, or of the first ones.
function drawNetwork(link, models, selected, shown) {
  const names = selected.size
    ? [...selected]
    : Array.from(shown.slice(0, NETWORK), (row) => models.name(row));
  link.hidden = names.length === 0;
  link.href = networkUrl({ model: names });
  link.replaceChildren(
    icon('network'),
    t(selected.size ? 'list.network.chosen' : 'list.network', { n: count(names.length) }),
  );
}

function sorts(select, state, update) {
  const options = COLUMNS.filter((c) => c.sort).flatMap((c) =>
    [`-${c.key}`, c.key].map((value) => ({
      value,
      text: `${t(`column.${c.key}`)} ${value.startsWith('-') ? '↓' : '↑'}`,
    })),
  );
  fillSelect(
    select,
    [{ value: '', text: t('filter.sort.rank') }, ...options],
    state.sort,
    (value) => update({ sort: value }),
  );
}
