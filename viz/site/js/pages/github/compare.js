// Up to five projects side by side: their scores, and a metric of all on one axis.

import { chart, INSIDE } from '../../charts/chart.js';
import { openText, unfinishedLine } from '../../charts/unfinished.js';
import { loadBundle, loadMeta } from '../../core/data.js';
import { $, css, h } from '../../core/dom.js';
import { count, fixed, month } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { loadRepo, SCORES } from '../../core/repos.js';
import { buckets, gather, monthOf, span, STEPS, SUMS, unfinished } from '../../core/series.js';
import { repoUrl } from '../../core/url.js';
import { icon } from '../../ui/icons.js';
import { scoreBar } from '../../ui/score.js';

export const METRICS = [
  'openrank',
  'activity',
  'attention',
  'stars',
  'technical_fork',
  'issues_new',
  'issues_closed',
  'issue_comments',
  'change_requests',
  'change_requests_accepted',
  'change_requests_reviews',
  'code_change_lines_add',
  'code_change_lines_remove',
  'participants',
  'new_contributors',
  'inactive_contributors',
  'bus_factor',
];
// lines are told apart by these, too
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin'];
const FIGURES = ['openrank', 'openrank_12_months', 'activity'];

let drawn = null;

/** comparison: fills #compare for the chosen projects. */
export async function comparison(view, change) {
  const { state } = view;
  const place = $('#compare');
  const focus = document.activeElement?.closest('#compare') ? document.activeElement.id : null;
  drawn?.remove();
  drawn = null;
  const frame = h('div', { class: 'compare-chart' });
  const select = (id, label, values, text, key) =>
    h(
      'div',
      { class: 'field compact' },
      h('label', { for: id }, label),
      h(
        'select',
        {
          class: 'input',
          id,
          onchange: (event) => change({ [key]: event.target.value }, { page: state.page }),
        },
        values.map((value) => h('option', { value, selected: value === state[key] }, text(value))),
      ),
    );
  place.replaceChildren(
    h(
      'div',
      { class: 'compare-head' },
      h(
        'h2',
        { id: 'compare-heading', tabindex: -1 },
        t('github.compare.heading', { n: count(state.chosen.length) }),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: 'back',
          onclick: () => {
            change({ comparing: false }, { page: state.page });
            $('#search').focus();
          },
        },
        icon('left'),
        t('github.back'),
      ),
    ),
    h('div', { class: 'table-frame' }, scoreTable(state, change)),
    h(
      'section',
      { class: 'panel' },
      h(
        'div',
        { class: 'chart-head' },
        h('h3', {}, t(`metric.${state.metric}`)),
        h('p', { class: 'muted' }, how(state)),
      ),
      h(
        'div',
        { class: 'toolbar' },
        select('metric', t('github.metric'), METRICS, (metric) => t(`metric.${metric}`), 'metric'),
        select('by', t('series.by'), Object.keys(STEPS), (step) => t(`series.by.${step}`), 'by'),
      ),
      frame,
    ),
  );
  if (focus) {
    document.getElementById(focus)?.focus();
  }
  const [all, meta] = await Promise.all([
    Promise.all(state.chosen.map((repo) => loadRepo(repo.id))),
    loadMeta(),
    loadBundle('charts'),
  ]);
  if (frame.isConnected) {
    drawn = lines(
      frame,
      state,
      all.map(({ series }) => series[state.metric]),
      monthOf(meta.refreshed_at),
    );
  }
}

/** how: whether longer times are sums or means. */
export function how({ by, metric }) {
  return by === 'month'
    ? t('series.monthly')
    : t(SUMS.has(metric) ? `series.sum.${by}` : `series.mean.${by}`);
}

function scoreTable({ chosen, page }, change) {
  const best = (key) =>
    Math.max(...chosen.map((repo) => (Number.isNaN(repo[key]) ? -1 : repo[key])));
  const row = (label, key, cell) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, label),
      chosen.map((repo) =>
        h(
          'td',
          {
            class: chosen.length > 1 && repo[key] === best(key) ? 'best' : null,
            dataset: { key },
          },
          cell(repo[key]),
        ),
      ),
    );
  return h(
    'table',
    { class: 'compare-table' },
    h('caption', { class: 'visually-hidden' }, t('github.compare.caption')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('td', {}),
        chosen.map((repo, i) =>
          h(
            'th',
            { scope: 'col' },
            h(
              'div',
              { class: 'compare-project' },
              h('span', { class: `dot dot-${i + 1}` }),
              h('a', { href: repoUrl(repo.name) }, repo.name),
              h(
                'button',
                {
                  type: 'button',
                  class: 'button ghost icon',
                  'aria-label': t('selection.remove', { name: repo.name }),
                  title: t('selection.remove', { name: repo.name }),
                  onclick: () =>
                    change(
                      {
                        chosen: chosen.filter((one) => one !== repo),
                        comparing: chosen.length > 1,
                      },
                      { page },
                    ),
                },
                icon('close'),
              ),
            ),
          ),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      SCORES.map((key) => row(t(`score.${key}`), key, scoreBar)),
      FIGURES.map((key) =>
        row(t(`metric.${key}`), key, (value) => h('span', { class: 'num' }, fixed(value, 1))),
      ),
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, t('github.column.month')),
        chosen.map((repo) => h('td', {}, month(repo.month))),
      ),
    ),
  );
}

function lines(place, state, series, now) {
  const range = span(series);
  if (!range) {
    css(place, { padding: '2rem 0' });
    place.append(h('p', { class: 'muted' }, t('series.none')));
    return null;
  }
  const list = buckets(range, state.by);
  const values = series.map((one) => gather(one, list, state.metric));
  const open = unfinished(list, range.last, now);
  const note = () => [how(state), open && openText(open, 'line')].filter(Boolean).join(' · ');
  $('#compare .chart-head .muted').textContent = note();
  const names = state.chosen.map((repo) => repo.name);
  const format = (value) => (SUMS.has(state.metric) ? count(value) : fixed(value, 1));
  return chart(place, {
    name: `llmeco-compare-${state.metric}`,
    title: () => t(`metric.${state.metric}`),
    note,
    source: 'github',
    height: 420,
    format: (value) =>
      value === null || value === undefined ? t('series.nothing') : format(value),
    option: (theme) => ({
      grid: { top: 56, bottom: 58 },
      legend: {
        type: 'scroll',
        data: names.map((name, i) => ({ name, icon: SYMBOLS[i] })),
        itemHeight: 11,
      },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: list.map(({ label }) => label), boundaryGap: false },
      yAxis: { type: 'value' },
      dataZoom: [{ ...INSIDE }, { type: 'slider', height: 24, bottom: 4 }],
      series: names.flatMap((name, i) =>
        unfinishedLine(
          {
            type: 'line',
            name,
            data: values[i],
            color: theme.series[i],
            symbol: SYMBOLS[i],
            symbolSize: 7,
            showSymbol: true,
          },
          open?.at,
        ),
      ),
    }),
    table: () => ({
      columns: [
        {
          key: state.by,
          label: t('series.time'),
          format: (label) => (label === open?.label ? partialText(open) : label),
        },
        ...names.map((name) => ({ key: name, label: name, number: true, format })),
      ],
      rows: list.map(({ label }, i) => [label, ...values.map((one) => one[i])]).reverse(),
    }),
  });
}

function partialText({ label, n, of }) {
  return of === 1
    ? t('series.unfinished', { time: label })
    : t('series.partial', { time: label, n: count(n), of: count(of) });
}
