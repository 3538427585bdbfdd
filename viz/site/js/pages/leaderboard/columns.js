// The columns of the leaderboard and the table made of them.

import { $, h } from '../../core/dom.js';
import { DASH, compact, count, day, fixed, parameters } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { taskName } from '../../core/tasks.js';
import { hubUrl, modelUrl, networkUrl, thingUrl } from '../../core/url.js';
import { framed } from '../../ui/frame.js';
import { hit } from '../../ui/hit.js';
import { icon } from '../../ui/icons.js';
import { inheritedMark } from '../../ui/inherited.js';
import { monogram } from '../../ui/monogram.js';
import { sharesBar } from '../../ui/shares.js';

/**
 * A column: key; cell(models, row) gives its content; sort: whether it can be
 * sorted; number: aligned right; optional: 'on' or 'off' at first.
 */
export const COLUMNS = [
  {
    key: 'rank',
    number: true,
    cell: (m, row) => [
      count(m.rank(row)),
      Math.abs(m.number('rank_change', row)) > 0 && changeOf(m, row),
    ],
  },
  { key: 'change', sort: true, number: true, optional: 'off', cell: changeOf },
  { key: 'name', sort: true, cell: nameCell },
  {
    key: 'created',
    sort: true,
    optional: 'on',
    cell: (m, row) => day(m.number('created_at', row)),
  },
  {
    key: 'downloads',
    sort: true,
    number: true,
    optional: 'on',
    cell: (m, row) => full(m.number('downloads', row)),
  },
  {
    key: 'likes',
    sort: true,
    number: true,
    optional: 'on',
    cell: (m, row) => full(m.number('likes', row)),
  },
  {
    key: 'task',
    sort: true,
    optional: 'on',
    cell: (m, row) => tag(m.value('task', row), 'task', taskName),
  },
  {
    key: 'license',
    sort: true,
    optional: 'off',
    cell: (m, row) => tag(m.value('license', row), 'license'),
  },
  { key: 'library', sort: true, optional: 'off', cell: (m, row) => tag(m.value('library', row)) },
  {
    key: 'parameters',
    sort: true,
    number: true,
    optional: 'off',
    cell: (m, row) => parameters(m.number('parameters', row)),
  },
  {
    key: 'kind',
    sort: true,
    optional: 'off',
    cell: (m, row) => words('kind', m.value('kind', row)),
  },
  { key: 'org', sort: true, optional: 'off', cell: (m, row) => words('org', m.value('org', row)) },
  { key: 'influence', sort: true, number: true, cell: influenceCell },
  {
    key: 'earned',
    sort: true,
    number: true,
    optional: 'off',
    cell: (m, row) => fixed(m.earned?.[row] ?? NaN),
  },
  { key: 'network', cell: networkCell },
];

export const OPTIONAL = COLUMNS.filter((c) => c.optional).map((c) => c.key);

/** shownColumns: the set of optional columns that the state shows. */
export function shownColumns(state) {
  return state.columns || new Set(COLUMNS.filter((c) => c.optional === 'on').map((c) => c.key));
}

/** changeOf: places gained or lost since the computation before. */
function changeOf(m, row) {
  const places = m.number('rank_change', row);
  if (Number.isNaN(places)) {
    return h('span', { class: 'muted' }, DASH);
  }
  const [sign, text] =
    places > 0 ? ['▲', 'change.up'] : places < 0 ? ['▼', 'change.down'] : ['=', 'change.same'];
  const label = t(text, { n: count(Math.abs(places)) });
  return h(
    'span',
    { class: `change change-${text.slice(7)}`, title: label },
    h('span', { class: 'visually-hidden' }, label),
    h('span', { 'aria-hidden': 'true' }, places ? `${sign} ${count(Math.abs(places))}` : sign),
  );
}

function full(value) {
  return Number.isNaN(value) ? DASH : h('span', { title: compact(value) }, count(value));
}

// tag: a value, which leads to the page of the thing that it is, where there is one.
function tag(value, kind = null, textOf = (text) => text) {
  if (!value) {
    return h('span', { class: 'muted' }, DASH);
  }
  return kind
    ? h('a', { class: 'tag', href: thingUrl(kind, value) }, textOf(value))
    : h('span', { class: 'tag' }, value);
}

function words(group, value) {
  return value ? term(group, value) : h('span', { class: 'muted' }, DASH);
}

function nameCell(m, row) {
  const name = m.name(row);
  const author = m.author(row);
  return h(
    'div',
    { class: 'model' },
    h(
      'a',
      {
        class: 'model-hub',
        href: hubUrl(name),
        target: '_blank',
        rel: 'noopener noreferrer',
        title: t('table.hub', { name }),
      },
      monogram(author || name, m.value('kind', row)),
      h('span', { class: 'visually-hidden' }, t('table.hub', { name })),
    ),
    h(
      'div',
      { class: 'model-text' },
      h(
        'a',
        {
          class: 'model-name',
          href: modelUrl(name),
          title: m.isStub(row) ? t('table.stub') : null,
        },
        name.includes('/')
          ? [h('span', { class: 'model-owner' }, `${author}/`), h('wbr'), m.shortName(row)]
          : name,
      ),
      h(
        'span',
        { class: 'model-by' },
        author &&
          h('a', { class: 'model-author', href: thingUrl('author', author) }, m.authorTitle(row)),
        inheritedMark(m.inherited(row)),
      ),
    ),
  );
}

function influenceCell(m, row) {
  return h(
    'div',
    { class: 'influence' },
    h('span', {}, fixed(m.number('influence', row))),
    sharesBar(m.shares(row)),
  );
}

function networkCell(m, row) {
  const name = m.name(row);
  return h(
    'a',
    {
      class: 'button ghost',
      href: networkUrl({ model: name }),
      'aria-label': t('table.network.of', { name }),
      title: t('table.network.of', { name }),
    },
    icon('network'),
    h('span', { class: 'network-text' }, t('table.network')),
  );
}

/** table: draws head and body; keeps the focus where it was. */
export function table(element, { models, state, selected }, rows, { change, toggle }) {
  const shown = shownColumns(state);
  // what the list is sorted by is shown whatever was chosen
  const by = state.sort.replace(/^-/, '');
  const columns = COLUMNS.filter((c) => !c.optional || shown.has(c.key) || c.key === by);
  const focus = document.activeElement?.dataset?.focus;
  const names = [...rows].map((row) => models.name(row));
  const chosen = names.filter((name) => selected.has(name)).length;
  const all = h('input', {
    type: 'checkbox',
    'aria-label': t('table.select.page'),
    title: t('table.select.page'),
    checked: chosen > 0 && chosen === names.length,
    dataset: { focus: 'all' },
    disabled: names.length === 0,
    onchange: (event) => toggle(names, event.target.checked),
  });
  all.indeterminate = chosen > 0 && chosen < names.length;

  $('thead', element).replaceChildren(
    h(
      'tr',
      { role: 'row' },
      h(
        'th',
        {
          scope: 'col',
          role: 'columnheader',
          class: 'cell-select',
          dataset: { label: t('table.select.page') },
        },
        hit(all),
      ),
      columns.map((c) => headCell(c, state, change)),
    ),
  );
  $('tbody', element).replaceChildren(
    ...(rows.length
      ? [...rows].map((row) => bodyRow(models, row, columns, selected, toggle))
      : [
          h(
            'tr',
            { role: 'row', class: 'none' },
            h('td', { role: 'cell', colspan: columns.length + 1 }, t('table.empty')),
          ),
        ]),
  );
  framed(element);
  if (focus) {
    element.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  }
}

function headCell(column, state, change) {
  const label = t(`column.${column.key}`);
  const sorted =
    state.sort === column.key
      ? 'ascending'
      : state.sort === `-${column.key}`
        ? 'descending'
        : 'none';
  const attributes = {
    scope: 'col',
    role: 'columnheader',
    class: `cell-${column.key}${column.number ? ' number' : ''}`,
    'aria-sort': column.sort ? sorted : null,
  };
  if (!column.sort) {
    return h(
      'th',
      attributes,
      h('span', { class: column.key === 'network' ? 'visually-hidden' : null }, label),
    );
  }
  const next = { none: `-${column.key}`, descending: column.key, ascending: '' }[sorted];
  const hint = t(
    { none: 'sort.to.desc', descending: 'sort.to.asc', ascending: 'sort.to.none' }[sorted],
    { column: label },
  );
  return h(
    'th',
    attributes,
    h(
      'button',
      {
        type: 'button',
        class: 'sort',
        title: hint,
        dataset: { focus: `sort-${column.key}` },
        onclick: () => change({ sort: next }),
      },
      label,
      icon({ none: 'sort', descending: 'down', ascending: 'up' }[sorted]),
    ),
  );
}

function bodyRow(models, row, columns, selected, toggle) {
  const name = models.name(row);
  const checked = selected.has(name);
  return h(
    'tr',
    {
      role: 'row',
      class: [models.isStub(row) && 'stub', checked && 'chosen'].filter(Boolean).join(' ') || null,
      dataset: { row },
    },
    h(
      'td',
      { role: 'cell', class: 'cell-select' },
      hit(
        h('input', {
          type: 'checkbox',
          checked,
          'aria-label': t('table.select', { name }),
          dataset: { focus: `row-${name}` },
          onchange: (event) => toggle([name], event.target.checked),
        }),
      ),
    ),
    columns.map((c) =>
      h(
        c.key === 'name' ? 'th' : 'td',
        {
          scope: c.key === 'name' ? 'row' : null,
          role: c.key === 'name' ? 'rowheader' : 'cell',
          class: `cell-${c.key}${c.number ? ' number' : ''}`,
          dataset: { label: t(`column.${c.key}`) },
        },
        c.cell(models, row),
      ),
    ),
  );
}
