// The filters of the leaderboard: facets with their counts, size and dates.

import { $, h } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { fillSelect } from '../../ui/select.js';
import { COLUMNS, OPTIONAL, shownColumns } from './columns.js';

const NONE = '-';
const DAY = 86400000;
const SIZES = {
  lt1: [0, 1e9],
  '1to4': [1e9, 4e9],
  '4to10': [4e9, 1e10],
  '10to40': [1e10, 4e10],
  gt40: [4e10, Infinity],
};

function facet(key, group = null) {
  let options = null;
  return {
    key,
    options(models) {
      options ||= facetCounts(models.facet(key), models.ranks);
      return options.map(([value, n]) => ({
        value,
        n,
        text: value === NONE ? t('filter.none') : group ? term(group, value) : value,
      }));
    },
    apply(models, value, mask) {
      const { codes, labels } = models.facet(key);
      const code = value === NONE ? 0 : labels.indexOf(value) + 1 || -1;
      for (let row = 0; row < mask.length; row++) {
        mask[row] &= codes[row] === code ? 1 : 0;
      }
    },
  };
}

// facetCounts: how many listed models have each value.
function facetCounts({ codes, labels }, ranks) {
  const counts = new Array(labels.length + 1).fill(0);
  for (let row = 0; row < codes.length; row++) {
    counts[codes[row]] += Number.isNaN(ranks[row]) ? 0 : 1;
  }
  const options = labels.map((label, i) => [label, counts[i + 1]]).filter(([, n]) => n > 0);
  options.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return counts[0] ? [...options, [NONE, counts[0]]] : options;
}

// numeric: choices that are a function of one number column.
function numeric(key, values, bucketOf, order, textOf) {
  let options = null;
  return {
    key,
    options(models) {
      if (!options) {
        const counts = new Map();
        values(models).forEach((value, row) => {
          if (!Number.isNaN(models.ranks[row])) {
            const bucket = bucketOf(value);
            counts.set(bucket, (counts.get(bucket) || 0) + 1);
          }
        });
        options = order([...counts]);
      }
      return options.map(([value, n]) => ({
        value,
        n,
        text: value === NONE ? t('filter.none') : textOf(value),
      }));
    },
    apply(models, value, mask) {
      const numbers = values(models);
      for (let row = 0; row < mask.length; row++) {
        mask[row] &= bucketOf(numbers[row]) === value ? 1 : 0;
      }
    },
  };
}

function sizeOf(parameters) {
  if (Number.isNaN(parameters)) {
    return NONE;
  }
  return Object.keys(SIZES).find((key) => parameters < SIZES[key][1]);
}

const sizes = numeric(
  'size',
  (m) => m.parameters,
  sizeOf,
  (counts) => [...Object.keys(SIZES), NONE].flatMap((key) => counts.filter(([k]) => k === key)),
  (value) => t(`size.${value}`),
);

// created: days from or to a date; what has no date does not fit.
function created(key, fits) {
  return {
    key,
    date: true,
    apply(models, value, mask) {
      const limit = Date.parse(value) / DAY;
      for (let row = 0; row < mask.length; row++) {
        mask[row] &= fits(models.created[row], limit) ? 1 : 0;
      }
    },
  };
}

export const FILTERS = [
  facet('task'),
  facet('license'),
  facet('library'),
  facet('kind', 'kind'),
  facet('org', 'org'),
  sizes,
  created('from', (day, limit) => day >= limit),
  created('to', (day, limit) => day <= limit),
];

/** filterBar: fills the selects, the sort choice of narrow screens and the column choice. */
export function filterBar({ models, state, rows }, change) {
  for (const { key } of FILTERS.filter((f) => f.date)) {
    const input = $(`#filter-${key}`);
    if (document.activeElement !== input) {
      input.value = state[key];
    }
    input.onchange = () => change({ [key]: input.value });
  }
  for (const filter of FILTERS.filter((f) => !f.date)) {
    const options = filter.options(models);
    const known = options.some((o) => o.value === state[filter.key]);
    fillSelect(
      $(`#filter-${filter.key}`),
      [
        { value: '', text: t(filter.key === 'task' ? 'filter.task.any' : 'filter.any') },
        ...options.map((o) => ({ value: o.value, text: `${o.text} (${count(o.n)})` })),
        ...(state[filter.key] && !known
          ? [{ value: state[filter.key], text: state[filter.key] }]
          : []),
      ],
      state[filter.key],
      (value) => change({ [filter.key]: value }),
    );
    $(`#filter-${filter.key}`).closest('.field').hidden = options.length < 2 && !state[filter.key];
  }
  const hidden = FILTERS.slice(1).filter((f) => state[f.key]).length;
  const badge = $('#more .badge');
  badge.textContent = hidden ? count(hidden) : '';
  badge.hidden = !hidden;
  $('#csv').setAttribute('aria-label', t('filter.csv.label', { n: count(rows.length) }));
  $('#csv').disabled = rows.length === 0;
  fillSelect(
    $('#sort'),
    [
      { value: '', text: t('filter.sort.rank') },
      ...COLUMNS.filter((c) => c.sort).flatMap((c) =>
        [`-${c.key}`, c.key].map((value) => ({
          value,
          text: `${t(`column.${c.key}`)} ${value.startsWith('-') ? '↓' : '↑'}`,
        })),
      ),
    ],
    state.sort,
    (sort) => change({ sort }),
  );
  columnChoice(state, change);
}

function columnChoice(state, change) {
  const shown = shownColumns(state);
  $('#columns').replaceChildren(
    ...OPTIONAL.map((key) =>
      h(
        'label',
        { class: 'check' },
        h('input', {
          type: 'checkbox',
          checked: shown.has(key),
          onchange: (event) => {
            const next = new Set(shown);
            next[event.target.checked ? 'add' : 'delete'](key);
            change({ columns: next }, { push: false, page: state.page });
            $(`#columns [data-column="${key}"]`).focus();
          },
          dataset: { column: key },
        }),
        t(`column.${key}`),
      ),
    ),
  );
}
