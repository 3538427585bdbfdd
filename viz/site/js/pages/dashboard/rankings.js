// Languages, authors, kinds of organization and tasks by influence: the first
// few and Others, which open.

import { chart } from '../../charts/chart.js';
import { nameLabel } from '../../charts/labels.js';
import { tip } from '../../charts/tooltip.js';
import { $, h, textScale } from '../../core/dom.js';
import { compact, count, fixed, tick } from '../../core/format.js';
import { language, t, term } from '../../core/i18n.js';
import { taskName } from '../../core/tasks.js';

/** RANKINGS: how many entries each shows at first, and its scale. */
export const RANKINGS = {
  language: { first: 7, scale: 'value' },
  author: { first: 7, scale: 'value' },
  org_type: { first: 7, scale: 'log' },
  task: { first: 6, scale: 'log' },
};

const ROW = 30;
const MARGIN = 34;

/**
 * Rankings: the rows of data/rankings.js; a row without key stands for the entries that the file
 * leaves out.
 */
export class Rankings {
  constructor(table) {
    const texts = Object.fromEntries(
      ['ranking', 'key', 'name', 'name_zh', 'kind', 'org_type', 'reason'].map((c) => [
        c,
        table.texts(c),
      ]),
    );
    const numbers = Object.fromEntries(
      ['influence', 'models', 'entries', 'rank', 'place'].map((c) => [c, table.numbers(c)]),
    );
    this.rows = Array.from({ length: table.rows }, (_, row) => ({
      ...Object.fromEntries(Object.entries(texts).map(([c, values]) => [c, values[row]])),
      ...Object.fromEntries(Object.entries(numbers).map(([c, values]) => [c, values[row]])),
    }));
  }

  /**
   * list: {entries, rest}: the entries of a ranking in order, and {n, influence, models} of those
   * that come after them. unranked: authors without rank too.
   */
  list(ranking, unranked = false) {
    const all = this.rows.filter(
      (row) => row.ranking === ranking && (unranked || row.reason === null),
    );
    const order = unranked ? 'place' : 'rank';
    const entries = all
      .filter((row) => row.key !== null && !Number.isNaN(row[order]))
      .sort((a, b) => a[order] - b[order]);
    // beyond a gap the file does not have everything
    const gap = entries.findIndex((row, i) => row[order] !== i + 1);
    const known = new Set(gap < 0 ? entries : entries.slice(0, gap));
    return { entries: [...known], rest: sum(all.filter((row) => !known.has(row))) };
  }

  find(ranking, key) {
    return this.rows.find((row) => row.ranking === ranking && row.key === key);
  }
}

function sum(rows) {
  return rows.reduce(
    ({ n, influence, models }, row) => ({
      n: n + row.entries,
      influence: influence + row.influence,
      models: models + row.models,
    }),
    { n: 0, influence: 0, models: 0 },
  );
}

/** labelOf: what an entry is called in the language of the moment. */
export function labelOf({ ranking, key, name, name_zh: zh }) {
  if (ranking === 'org_type') {
    return term('org', key);
  }
  if (ranking === 'task') {
    return taskName(key);
  }
  return (language() === 'zh' && zh) || name || key;
}

export function modelsText(n) {
  return t(n === 1 ? 'ranking.models.one' : 'ranking.models', { n: count(n) });
}

/** rankingPanel: the chart of one ranking. open(row) shows an entry; change(state) remembers. */
export function rankingPanel(ranking, rankings, state, { open, change }) {
  const { first, scale } = RANKINGS[ranking];
  const foot = $(`#by-${ranking}-foot`);

  const shown = () => {
    const { entries, rest } = rankings.list(ranking, ranking === 'author' && state.unranked);
    const head = state.all.has(ranking) ? entries : entries.slice(0, first);
    const others = sum([
      ...entries.slice(head.length),
      { entries: rest.n, influence: rest.influence, models: rest.models },
    ]);
    return { head, others, total: entries.length, more: entries.length > first };
  };
  const bars = () => {
    const { head, others } = shown();
    const list = head.map((row) => ({
      label: labelOf(row),
      influence: row.influence,
      models: row.models,
      row,
    }));
    return others.n
      ? [
          ...list,
          {
            label: t('ranking.others', { n: count(others.n) }),
            influence: others.influence,
            // a model may have several languages: numbers of models do not add up
            models: ranking === 'language' ? NaN : others.models,
            row: null,
          },
        ]
      : list;
  };
  const expand = () => {
    state.all[state.all.has(ranking) ? 'delete' : 'add'](ranking);
    change();
    draw();
  };
  const follow = (bar) => {
    if (bar.row) {
      open(bar.row);
    } else if (shown().more && !state.all.has(ranking)) {
      expand();
    }
  };

  const one = chart($(`#by-${ranking}`), {
    name: `llmeco-${ranking}`,
    title: () => t(`ranking.${ranking}`),
    height: () => bars().length * ROW * textScale() + MARGIN,
    maxHeight: 570,
    option: (theme, width) => barOption(theme, bars(), scale, width),
    table: () => ({
      columns: [
        {
          key: ranking,
          label: t('list.entry'),
          cell: (label, row) =>
            row.bar.row
              ? h(
                  'button',
                  { type: 'button', class: 'link', onclick: () => follow(row.bar) },
                  label,
                )
              : label,
        },
        { key: 'influence', label: t('column.influence'), number: true, format: fixed },
        { key: 'models', label: t('list.models'), number: true },
      ],
      rows: bars().map((bar) => Object.assign([bar.label, bar.influence, bar.models], { bar })),
    }),
    click: ({ dataIndex }) => follow(bars()[dataIndex]),
    asTable: state.table.has(ranking),
    onTable: (on) => {
      state.table[on ? 'add' : 'delete'](ranking);
      change();
    },
  });

  const drawFoot = () => {
    const { total, more } = shown();
    $(`#by-${ranking}`).hidden = total === 0;
    foot.replaceChildren(
      ...(total === 0
        ? [t('ranking.empty')]
        : more
          ? [
              h(
                'button',
                {
                  type: 'button',
                  class: 'button ghost',
                  'aria-expanded': String(state.all.has(ranking)),
                  'aria-controls': `by-${ranking}`,
                  onclick: () => {
                    expand();
                    foot.querySelector('button').focus();
                  },
                },
                state.all.has(ranking)
                  ? t('ranking.collapse', { n: count(first) })
                  : t('ranking.expand', { n: count(total) }),
              ),
            ]
          : []),
    );
  };
  const draw = () => {
    one.update();
    drawFoot();
  };
  drawFoot();
  return { draw, relabel: drawFoot };
}

/**
 * barOption: bars of {label, influence, models}, one under the other; the ones without row are
 * muted.
 */
function barOption(theme, bars, scale, width) {
  const values = bars.map((bar) => bar.influence).filter((value) => value > 0);
  // where bars begin on a scale of powers of ten: the smallest is as long as a tenth of one at
  // least
  const least = values.length ? 10 ** (Math.ceil(Math.log10(Math.min(...values))) - 1) : 1;
  // Others would dwarf the rest: its bar is cut, and fades out there
  const most = Math.max(0, ...bars.filter((bar) => bar.row).map((bar) => bar.influence));
  const cut = (bar) => scale === 'value' && !bar.row && most > 0 && bar.influence > 1.2 * most;
  const label = (bar) => `${cut(bar) ? '» ' : ''}${compact(bar.influence)}`;
  const fill = (bar) =>
    cut(bar)
      ? {
          type: 'linear',
          x: 0,
          y: 0,
          x2: 1,
          y2: 0,
          colorStops: [
            { offset: 0.6, color: theme['line-strong'] },
            { offset: 1, color: theme.surface },
          ],
        }
      : bar.row
        ? theme.own
        : theme['line-strong'];
  const value = { show: true, position: 'right', color: theme.ink, fontSize: theme.size(12) };
  return {
    grid: { top: 22, left: 4, right: width < 460 ? 56 : 128, bottom: 0 },
    tooltip: {
      formatter: ({ dataIndex }) =>
        tip(bars[dataIndex].label, [
          { label: t('column.influence'), value: fixed(bars[dataIndex].influence) },
          { label: t('list.models'), value: count(bars[dataIndex].models) },
        ]),
    },
    xAxis: {
      type: scale,
      position: 'top',
      splitNumber: 3,
      axisLabel: { formatter: tick, hideOverlap: true },
      ...(scale === 'log' && { min: least, startValue: least }),
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisLine: { show: false },
      axisLabel: {
        color: theme.ink,
        ...nameLabel(theme, width, 168),
      },
    },
    series: [
      {
        type: 'bar',
        barWidth: 18,
        cursor: 'pointer',
        label:
          width < 460
            ? { ...value, formatter: ({ dataIndex }) => label(bars[dataIndex]) }
            : {
                ...value,
                formatter: ({ dataIndex }) =>
                  label(bars[dataIndex]) +
                  (Number.isNaN(bars[dataIndex].models)
                    ? ''
                    : `{models|   ${modelsText(bars[dataIndex].models)}}`),
                rich: { models: { color: theme['ink-2'], fontSize: theme.size(12) } },
              },
        data: bars.map((bar) => ({
          value:
            scale === 'log' && !(bar.influence > 0) ? null : cut(bar) ? 1.2 * most : bar.influence,
          itemStyle: { color: fill(bar), borderRadius: [0, 3, 3, 0] },
        })),
      },
    ],
  };
}
