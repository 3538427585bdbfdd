// The table of GitHub projects: what each column shows and what it is sorted by.

import { $, h } from '../../core/dom.js';
import { compact, count, fixed, month } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { SCORES } from '../../core/repos.js';
import { query, repoUrl } from '../../core/url.js';
import { framed } from '../../ui/frame.js';
import { hit } from '../../ui/hit.js';
import { icon } from '../../ui/icons.js';
import { monogram } from '../../ui/monogram.js';
import { scoreBar } from '../../ui/score.js';
import { spark } from '../../ui/spark.js';

// A value with the line of the last six months.
function trend(value, repo, metric) {
  const values = repo.recent[metric];
  const text = values
    ? t('github.trend', {
        metric: t(`metric.${metric}`),
        values: values.map((v) => compact(v)).join(', '),
      }) + (repo.open ? ` (${t('series.open.month.line', { time: month(repo.month) })})` : '')
    : '';
  return h(
    'div',
    { class: 'trend' },
    h('span', { class: 'num' }, value),
    spark(values, text, repo.open),
  );
}

const last = (metric) => (repo) => repo.recent[metric]?.at(-1) ?? NaN;

function nameCell(repo) {
  const [owner, name] = repo.name.split('/');
  return h(
    'div',
    { class: 'model' },
    monogram(owner, 'organization'),
    h(
      'div',
      { class: 'model-text' },
      h(
        'a',
        { class: 'model-name', href: repoUrl(repo.name) },
        h('span', { class: 'model-owner' }, `${owner}/`),
        h('wbr'),
        name,
      ),
      h(
        'span',
        { class: 'repo-labels' },
        repo.labels.slice(0, 3).map(({ id, label, short }) =>
          h(
            'a',
            {
              href: `github.html#${query({ label: id })}`,
              title: label,
            },
            short,
          ),
        ),
        repo.labels.length > 3 && ` +${repo.labels.length - 3}`,
      ),
    ),
  );
}

// the column by which the list is ordered as it comes, the highest first
export const ORDERED_BY = 'openrank_12_months';

export const COLUMNS = [
  { key: 'name', label: () => t('github.column.name'), value: (repo) => repo.name, cell: nameCell },
  ...SCORES.map((key) => ({
    key,
    label: () => t(`score.${key}`),
    value: (repo) => repo[key],
    cell: (repo) => scoreBar(repo[key]),
  })),
  {
    key: ORDERED_BY,
    number: true,
    label: () => t('metric.openrank_12_months'),
    value: (repo) => repo.openrank_12_months,
    cell: (repo) => h('span', { class: 'num' }, fixed(repo.openrank_12_months, 1)),
  },
  {
    key: 'openrank',
    number: true,
    label: () => t('metric.openrank'),
    value: (repo) => repo.openrank,
    cell: (repo) => trend(fixed(repo.openrank, 1), repo, 'openrank'),
  },
  {
    key: 'activity',
    number: true,
    label: () => t('metric.activity'),
    value: last('activity'),
    cell: (repo) => trend(fixed(last('activity')(repo), 1), repo, 'activity'),
  },
  {
    key: 'stars',
    number: true,
    label: () => t('metric.stars'),
    value: last('stars'),
    cell: (repo) => trend(count(last('stars')(repo)), repo, 'stars'),
  },
  {
    key: 'month',
    label: () => t('github.column.month'),
    value: (repo) => repo.month,
    cell: (repo) => month(repo.month),
  },
];

/** table: draws head and body; the focus stays where it was. */
export function table(element, { repos, state }, rows, { change, toggle, most }) {
  const focus = document.activeElement?.dataset?.focus;
  $('thead', element).replaceChildren(
    h(
      'tr',
      { role: 'row' },
      h(
        'th',
        { scope: 'col', role: 'columnheader', class: 'cell-select' },
        h('span', { class: 'visually-hidden' }, t('github.compare')),
      ),
      COLUMNS.map((column) => headCell(column, state, change)),
    ),
  );
  $('tbody', element).replaceChildren(
    ...(rows.length
      ? rows.map((repo) => bodyRow(repo, state, toggle, most))
      : [
          h(
            'tr',
            { role: 'row', class: 'none' },
            h(
              'td',
              { role: 'cell', colspan: COLUMNS.length + 1 },
              t(repos.length ? 'github.empty' : 'github.none'),
            ),
          ),
        ]),
  );
  framed(element);
  if (focus) {
    element.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  }
}

function headCell(column, state, change) {
  const label = column.label();
  const sort = state.sort || `-${ORDERED_BY}`;
  const sorted =
    sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : 'none';
  const down = column.key === ORDERED_BY ? '' : `-${column.key}`;
  const next = { none: down, descending: column.key, ascending: '' }[sorted];
  const hint = {
    none: t('sort.to.desc', { column: label }),
    descending: t('sort.to.asc', { column: label }),
    ascending: t('github.sort.none'),
  }[sorted];
  return h(
    'th',
    {
      scope: 'col',
      role: 'columnheader',
      class: `cell-${column.key}${column.number ? ' number' : ''}`,
      'aria-sort': sorted,
    },
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

function bodyRow(repo, state, toggle, most) {
  const chosen = state.chosen.includes(repo);
  return h(
    'tr',
    { role: 'row', class: chosen ? 'chosen' : null },
    h(
      'td',
      { role: 'cell', class: 'cell-select' },
      hit(
        h('input', {
          type: 'checkbox',
          checked: chosen,
          disabled: !chosen && state.chosen.length >= most,
          'aria-label': t('github.choose', { name: repo.name }),
          title: !chosen && state.chosen.length >= most ? t('github.full') : null,
          dataset: { focus: `row-${repo.name}` },
          onchange: () => toggle(repo),
        }),
      ),
    ),
    COLUMNS.map((c) =>
      h(
        c.key === 'name' ? 'th' : 'td',
        {
          scope: c.key === 'name' ? 'row' : null,
          role: c.key === 'name' ? 'rowheader' : 'cell',
          class: `cell-${c.key}${c.number ? ' number' : ''}`,
          dataset: { label: c.label() },
        },
        c.cell(repo),
      ),
    ),
  );
}
