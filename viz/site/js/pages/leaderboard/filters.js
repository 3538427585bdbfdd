// The filters of the leaderboard: by values with their counts, and by dates. One takes what has
// any of its values; a model has to fit all filters.

import { $, $$, h } from '../../core/dom.js';
import { count, day } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { languageName } from '../../core/languages.js';
import { taskName } from '../../core/tasks.js';
import { chip } from '../../ui/chips.js';
import { Choice } from '../../ui/choice.js';
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

// A filter by values: counts(models) gives [[value, how many listed models], ...]; apply() leaves
// those in the mask that have one of the values.

function facet(key, textOf = (value) => value) {
  let counts = null;
  return {
    key,
    text: (value) => (value === NONE ? t('filter.none') : textOf(value)),
    counts(models) {
      counts ||= facetCounts(models.facet(key), models.ranks);
      return counts;
    },
    apply(models, values, mask) {
      const { codes, labels } = models.facet(key);
      const wanted = new Uint8Array(labels.length + 1);
      values
        .map((value) => (value === NONE ? 0 : labels.indexOf(value) + 1 || -1))
        .filter((code) => code >= 0)
        .forEach((code) => (wanted[code] = 1));
      for (let row = 0; row < mask.length; row++) {
        mask[row] &= wanted[codes[row]];
      }
    },
  };
}

function facetCounts({ codes, labels }, ranks) {
  const counts = new Array(labels.length + 1).fill(0);
  for (let row = 0; row < codes.length; row++) {
    counts[codes[row]] += Number.isNaN(ranks[row]) ? 0 : 1;
  }
  return mostFirst(
    labels.map((label, i) => [label, counts[i + 1]]),
    counts[0],
  );
}

function mostFirst(counts, none) {
  const some = counts.filter(([, n]) => n > 0);
  some.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return none ? [...some, [NONE, none]] : some;
}

// languages: a model may have many; which they are is loaded when one asks.
function languages() {
  let counts = null;
  const mark = (models, value, mask) =>
    (models.languages.get(value) ?? []).forEach((row) => (mask[row] = 1));
  const given = (models) => {
    const mask = new Uint8Array(models.count);
    [...models.languages.keys()].forEach((value) => mark(models, value, mask));
    return mask;
  };
  const isListed = (models) => (row) => !Number.isNaN(models.ranks[row]);
  return {
    key: 'language',
    text: (value) => (value === NONE ? t('filter.none') : languageName(value)),
    load: (models) => models.loadLanguages(),
    counts(models) {
      counts ||= mostFirst(
        [...models.languages].map(([value, rows]) => [value, rows.filter(isListed(models)).length]),
        given(models).filter((one, row) => !one && isListed(models)(row)).length,
      );
      return counts;
    },
    apply(models, values, mask) {
      const fits = values.includes(NONE)
        ? given(models).map((one) => 1 - one)
        : new Uint8Array(models.count);
      values.forEach((value) => mark(models, value, fits));
      for (let row = 0; row < mask.length; row++) {
        mask[row] &= fits[row];
      }
    },
  };
}

// sizes: ranges of the number of parameters.
function sizes() {
  const keys = [...Object.keys(SIZES), NONE];
  let counts = null;
  return {
    key: 'size',
    text: (value) =>
      value === NONE ? t('filter.none') : keys.includes(value) ? t(`size.${value}`) : value,
    counts(models) {
      if (!counts) {
        const of = new Map(keys.map((key) => [key, 0]));
        models.parameters.forEach((value, row) => {
          if (!Number.isNaN(models.ranks[row])) {
            of.set(sizeOf(value), of.get(sizeOf(value)) + 1);
          }
        });
        counts = [...of].filter(([, n]) => n > 0);
      }
      return counts;
    },
    apply(models, values, mask) {
      for (let row = 0; row < mask.length; row++) {
        mask[row] &= values.includes(sizeOf(models.parameters[row])) ? 1 : 0;
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

// created: days from or to a date; what has no date does not fit.
function created(key, fits) {
  return {
    key,
    date: true,
    text: (value) => day(Date.parse(value) / DAY),
    apply(models, value, mask) {
      const limit = Date.parse(value) / DAY;
      for (let row = 0; row < mask.length; row++) {
        mask[row] &= fits(models.created[row], limit) ? 1 : 0;
      }
    },
  };
}

export const FILTERS = [
  facet('task', taskName),
  facet('license'),
  facet('library'),
  languages(),
  facet('kind', (value) => term('kind', value)),
  facet('org', (value) => term('org', value)),
  sizes(),
  created('from', (at, limit) => at >= limit),
  created('to', (at, limit) => at <= limit),
];

let choices = null;

/** filterBar: draws the filters, what they are set to, the order and the column choice. */
export function filterBar({ models, state, rows }, change) {
  choices ||= FILTERS.filter((filter) => !filter.date).map((filter) => ({
    filter,
    choice: new Choice($(`#filter-${filter.key}`), {
      options: async () => {
        await filter.load?.(models);
        return filter.counts(models).map(([value, n]) => ({ value, n, text: filter.text(value) }));
      },
      choose: (values) => change({ [filter.key]: values }),
    }),
  }));
  for (const { key } of FILTERS.filter((f) => f.date)) {
    const input = $(`#filter-${key}`);
    if (document.activeElement !== input) {
      input.value = state[key];
    }
    input.onchange = () => change({ [key]: input.value });
  }
  for (const { filter, choice } of choices) {
    const { key } = filter;
    choice.draw({
      label: t(`filter.${key}`),
      any: t(key === 'task' ? 'filter.task.any' : 'filter.any'),
      values: state[key],
      text: filter.text,
    });
    choice.element.closest('.field').hidden =
      !filter.load && filter.counts(models).length < 2 && !state[key].length;
  }
  const hidden = FILTERS.slice(1).filter((f) => state[f.key].length).length;
  const badge = $('#more .badge');
  badge.textContent = hidden ? count(hidden) : '';
  badge.hidden = !hidden;
  setFilters(state, change);
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

// setFilters: what the list is filtered by, each with a button that takes it back.
function setFilters(state, change) {
  const set = FILTERS.flatMap(({ key, date, text }) =>
    (date ? [state[key]].filter(Boolean) : state[key]).map((value) => ({
      text: `${t(`filter.${key}`)}: ${text(value)}`,
      remove: () => ({ [key]: date ? '' : state[key].filter((one) => one !== value) }),
    })),
  );
  const list = $('#filtered');
  list.hidden = set.length === 0;
  list.replaceChildren(
    ...set.map(({ text, remove }, i) =>
      chip(text, () => {
        change(remove());
        ($$('button', list)[i] ?? $$('button', list).at(-1) ?? $('#search')).focus();
      }),
    ),
  );
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
