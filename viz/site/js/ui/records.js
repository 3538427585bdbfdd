// A list of records that is searched, filtered, put in order and turned page by page, and saved
// as a CSV file. Below a tablet's width a record is a card.
//
//   const list = recordList({
//     id: 'conflicts',              // of its elements and its file; state: what the address says
//     state,                        // {q, sort, page}, written before change(push) is called
//     change: (push) => {},
//     items: [...],                 // in their own order, which an empty sort stands for
//     caption: () => t('...'),
//     search: () => t('...'),       // label of the search field
//     text: (item) => '...',        // what the search looks into
//     filters: [{key, label, options: () => [{value, text}], fits: (item, value) => true}],
//     columns: [{key, label, number, value: (item) => raw, cell: (item) => content, sort,
//       file: {name: (item) => raw}}], // what the file has of it, where that is not its value
//     empty: () => t('...'),        // where nothing fits
//   });
//   list.element; list.draw(); list.items = [...]

import { $, announce, download, h, later } from '../core/dom.js';
import { csvBlob } from '../core/csv.js';
import { fold, hasAll, wordsOf } from '../core/fold.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';
import { framed } from './frame.js';
import { icon } from './icons.js';
import { pager } from './pager.js';
import { fillSelect } from './select.js';

const SIZE = 20;

export function recordList(spec) {
  return new RecordList(spec);
}

class RecordList {
  constructor(spec) {
    Object.assign(this, spec);
    this.filters ||= [];
    this.folded = new Map();
    const { id } = this;
    this.field = h('input', {
      class: 'input',
      id: `${id}-search`,
      type: 'search',
      autocomplete: 'off',
      spellcheck: 'false',
      oninput: later(() => this.update({ q: this.field.value }, false), 40),
    });
    this.selects = this.filters.map(({ key }) =>
      h('select', { class: 'input', id: `${id}-${key}` }),
    );
    this.sortSelect = h('select', { class: 'input', id: `${id}-sort` });
    this.save = h('button', {
      class: 'button',
      type: 'button',
      id: `${id}-csv`,
      onclick: () => this.download(),
    });
    this.table = h(
      'table',
      { class: 'data records', id: `${id}-list`, role: 'table' },
      h('caption', { class: 'visually-hidden' }),
      h('thead', { role: 'rowgroup' }),
      h('tbody', { role: 'rowgroup' }),
    );
    this.pages = h('nav', { class: 'pager' });
    const label = (key, hidden) =>
      h('label', { class: hidden ? 'visually-hidden' : null, for: `${id}-${key}` });
    this.labels = {
      search: label('search', true),
      sort: label('sort', true),
      filters: this.filters.map(({ key }) => label(key)),
    };
    this.form = h(
      'form',
      { class: 'search', role: 'search', onsubmit: (event) => event.preventDefault() },
      this.labels.search,
      this.field,
    );
    this.element = h(
      'div',
      { class: 'record-list' },
      h(
        'div',
        { class: 'toolbar' },
        this.form,
        this.selects.map((select, i) =>
          h('div', { class: 'field compact' }, this.labels.filters[i], select),
        ),
        h('div', { class: 'field compact narrow-only' }, this.labels.sort, this.sortSelect),
        this.save,
      ),
      h('div', { class: 'table-frame' }, this.table),
      this.pages,
    );
    this.draw();
  }

  update(changes, push = true) {
    Object.assign(this.state, { page: 1 }, changes);
    this.draw();
    this.change(push);
  }

  /** shown: the items that fit search and filters, in the order that is asked for. */
  shown() {
    const { state, filters, columns } = this;
    const words = wordsOf(state.q);
    const list = this.items.filter(
      (item) =>
        filters.every(({ key, fits }) => !state[key] || fits(item, state[key])) &&
        (!words.length || hasAll(this.textOf(item), words)),
    );
    const down = state.sort.startsWith('-');
    const column = columns.find(({ key, sort }) => sort && key === state.sort.replace('-', ''));
    return column ? ordered(list, column.value, down) : list;
  }

  textOf(item) {
    if (!this.folded.has(item)) {
      this.folded.set(item, fold(this.text(item)));
    }
    return this.folded.get(item);
  }

  draw() {
    const { state, field, labels, save, table, pages } = this;
    const list = this.shown();
    state.page = Math.min(state.page, Math.max(1, Math.ceil(list.length / SIZE)));
    if (field.value !== state.q && document.activeElement !== field) {
      field.value = state.q;
    }
    labels.search.textContent = this.search();
    this.form.setAttribute('aria-label', this.search());
    field.placeholder = this.search();
    this.drawFilters();
    save.replaceChildren(icon('download'), t('filter.csv'));
    save.setAttribute('aria-label', t('list.csv', { n: count(list.length) }));
    save.disabled = list.length === 0;
    const focus = table.contains(document.activeElement) && document.activeElement.dataset.focus;
    $('caption', table).textContent = this.caption();
    $('thead', table).replaceChildren(
      h(
        'tr',
        { role: 'row' },
        this.columns.map((column) => this.head(column)),
      ),
    );
    const part = list.slice((state.page - 1) * SIZE, state.page * SIZE);
    $('tbody', table).replaceChildren(
      ...(part.length ? part.map((item) => this.row(item)) : [this.none()]),
    );
    framed(table);
    if (focus) {
      table.querySelector(`[data-focus="${focus}"]`)?.focus();
    }
    pages.setAttribute('aria-label', `${t('pager.label')}: ${this.caption()}`);
    pages.hidden = list.length === 0;
    pager(
      pages,
      { page: state.page, size: SIZE, total: list.length, id: `${this.id}-jump` },
      (page) => {
        this.update({ page });
        this.element.scrollIntoView({ block: 'start' });
        announce(pages.firstChild.textContent);
      },
    );
  }

  drawFilters() {
    const { state, columns } = this;
    this.filters.forEach(({ key, label, options }, i) => {
      this.labels.filters[i].textContent = label();
      fillSelect(
        this.selects[i],
        [{ value: '', text: t('filter.any') }, ...options()],
        state[key],
        (value) => this.update({ [key]: value }),
      );
    });
    this.labels.sort.textContent = t('filter.sort');
    fillSelect(
      this.sortSelect,
      [
        { value: '', text: t('list.order') },
        ...columns
          .filter((column) => column.sort)
          .flatMap(({ key, label }) =>
            [`-${key}`, key].map((value) => ({
              value,
              text: `${label()} ${value.startsWith('-') ? '↓' : '↑'}`,
            })),
          ),
      ],
      state.sort,
      (sort) => this.update({ sort }),
    );
  }

  head({ key, label, number, sort }) {
    const { state } = this;
    const now = state.sort === key ? 'ascending' : state.sort === `-${key}` ? 'descending' : 'none';
    const next = { none: `-${key}`, descending: key, ascending: '' }[now];
    const hint = { none: 'sort.to.desc', descending: 'sort.to.asc', ascending: 'list.to.none' };
    return h(
      'th',
      {
        scope: 'col',
        role: 'columnheader',
        class: number ? 'number' : null,
        'aria-sort': sort ? now : null,
      },
      sort
        ? h(
            'button',
            {
              type: 'button',
              class: 'sort',
              title: t(hint[now], { column: label() }),
              dataset: { focus: `sort-${key}` },
              onclick: () => this.update({ sort: next }),
            },
            label(),
            icon({ none: 'sort', descending: 'down', ascending: 'up' }[now]),
          )
        : label(),
    );
  }

  row(item) {
    return h(
      'tr',
      { role: 'row' },
      this.columns.map(({ key, label, number, value, cell }, i) =>
        h(
          i ? 'td' : 'th',
          {
            scope: i ? null : 'row',
            role: i ? 'cell' : 'rowheader',
            class: `record-${key}${number ? ' number' : ''}`,
            dataset: i ? { label: label() } : {},
          },
          cell ? cell(item) : number ? count(value(item)) : value(item),
        ),
      ),
    );
  }

  none() {
    return h(
      'tr',
      { role: 'row', class: 'none' },
      h('td', { role: 'cell', colspan: this.columns.length }, this.empty()),
    );
  }

  download() {
    const fields = Object.assign({}, ...this.columns.map((c) => c.file ?? { [c.key]: c.value }));
    download(
      `llmeco-${this.id}.csv`,
      csvBlob(
        Object.keys(fields),
        this.shown().map((item) => Object.values(fields).map((value) => value(item))),
      ),
    );
  }
}

// ordered: by value, nothing given last, equal ones as they were.
function ordered(list, value, down) {
  const given = (v) => v !== null && v !== undefined && !Number.isNaN(v);
  const compare = (a, b) =>
    typeof a === 'string' ? a.localeCompare(b, 'en', { sensitivity: 'base' }) : a - b;
  return [...list].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    return given(x) && given(y) ? (down ? -1 : 1) * compare(x, y) : given(y) - given(x);
  });
}

/** listState: {q, sort, page, ...} of an address, whose keys begin with `prefix`. */
export function listState(url, keys = [], prefix = '') {
  const state = {
    q: url.get(`${prefix}q`),
    sort: url.get(`${prefix}sort`),
    page: Math.max(1, url.int(`${prefix}page`, 1)),
  };
  for (const key of keys) {
    state[key] = url.get(`${prefix}${key}`);
  }
  return state;
}

/** listAddress: the same back, for writeState(). */
export function listAddress(state, prefix = '') {
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => [
      `${prefix}${key}`,
      key === 'page' && value === 1 ? '' : value,
    ]),
  );
}
