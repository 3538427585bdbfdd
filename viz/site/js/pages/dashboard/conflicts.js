// Licence conflicts: how many of which kind, and the models, with the path that
// leads to each from the ancestor whose licence does not allow it.

import { chart } from '../../charts/chart.js';
import { nameLabel } from '../../charts/labels.js';
import { dataTable } from '../../charts/table.js';
import { tip } from '../../charts/tooltip.js';
import { csvBlob } from '../../core/csv.js';
import { $, download, h } from '../../core/dom.js';
import { compact, count, fixed, tick } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl, networkUrl } from '../../core/url.js';
import { icon } from '../../ui/icons.js';

const BARS = 10;
const ROW = 30;
const TEXTS = [
  'name',
  'license',
  'family',
  'ancestor',
  'ancestor_license',
  'ancestor_family',
  'path',
  'relation',
];

/** conflicts: table has the ones of most influence, kinds the numbers of all by kind of licence. */
export function conflicts(table, kinds, state, { change }) {
  const texts = Object.fromEntries(TEXTS.map((c) => [c, table.texts(c)]));
  const list = Array.from({ length: table.rows }, (_, row) => ({
    ...Object.fromEntries(TEXTS.map((c) => [c, texts[c][row]])),
    depth: table.numbers('depth')[row],
    influence: table.numbers('influence')[row],
  }));
  const [from, to] = [kinds.texts('ancestor_family'), kinds.texts('family')];
  const numbers = kinds.numbers('conflicts');
  const bars = from
    .map((family, row) => ({ kind: `${family} → ${to[row]}`, n: numbers[row] }))
    .sort((a, b) => b.n - a.n || (a.kind < b.kind ? -1 : 1));
  const kindOf = (one) => `${one.ancestor_family} → ${one.family}`;
  const choose = (kind) => {
    state.kind = state.kind === kind ? '' : kind;
    change(true);
    draw();
  };

  const one = chart($('#conflicts-chart'), {
    name: 'llmeco-licence-conflicts',
    title: () => t('conflicts.chart'),
    height: () => Math.min(BARS, bars.length) * ROW + 34,
    option: (theme, width) => option(theme, bars.slice(0, BARS), state.kind, width),
    table: () => ({
      columns: [
        {
          key: 'kind',
          label: t('conflicts.kind'),
          cell: (kind) =>
            h(
              'button',
              {
                type: 'button',
                class: 'link',
                'aria-pressed': String(state.kind === kind),
                onclick: () => choose(kind),
              },
              inWords(kind),
            ),
        },
        { key: 'conflicts', label: t('conflicts.count'), number: true },
      ],
      rows: bars.map((bar) => [bar.kind, bar.n]),
    }),
    click: ({ dataIndex }) => choose(bars[dataIndex].kind),
    asTable: state.table.has('conflicts'),
    onTable: (on) => {
      state.table[on ? 'add' : 'delete']('conflicts');
      change();
    },
  });

  const drawList = () => {
    const all = bars
      .filter((bar) => !state.kind || bar.kind === state.kind)
      .reduce((sum, bar) => sum + bar.n, 0);
    const shown = list.filter((c) => !state.kind || kindOf(c) === state.kind);
    $('#conflicts .halves').hidden = !bars.length;
    $('#conflicts > .panel-note').textContent = t(
      bars.length ? 'conflicts.note' : 'conflicts.none',
    );
    $('#conflicts-list').replaceChildren(
      h(
        'div',
        { class: 'list-head' },
        h(
          'p',
          { class: 'muted num' },
          t(shown.length === all ? 'conflicts.all' : 'conflicts.of', {
            n: count(shown.length),
            all: count(all),
          }),
        ),
        state.kind &&
          h(
            'button',
            { type: 'button', class: 'button ghost', onclick: () => choose(state.kind) },
            t('conflicts.only', { kind: inWords(state.kind) }),
            icon('close'),
          ),
        h(
          'button',
          {
            type: 'button',
            class: 'button ghost',
            id: 'conflicts-csv',
            'aria-label': t('conflicts.csv'),
            onclick: () => save(shown),
          },
          'CSV',
        ),
      ),
      dataTable(t('conflicts.list'), {
        columns: [
          {
            label: t('column.name'),
            cell: (c) => [
              h('a', { href: modelUrl(c.name) }, c.name),
              h('span', { class: 'tag' }, c.license),
            ],
          },
          {
            label: t('conflicts.ancestor'),
            cell: (c) => [
              h('a', { href: modelUrl(c.ancestor) }, c.ancestor),
              h('span', { class: 'tag' }, c.ancestor_license),
              pathOf(c),
            ],
          },
          { label: t('column.influence'), number: true, format: fixed },
        ],
        rows: shown.map((c) => [c, c, c.influence]),
      }),
    );
  };
  const draw = () => {
    drawList();
    one.update();
  };
  drawList();
  return { draw, relabel: drawList };
}

// pathOf: the steps between where there are any, leading to the network of all of them.
function pathOf({ path, relation, depth }) {
  const steps = JSON.parse(relation);
  const names = JSON.parse(path);
  return h(
    'a',
    { class: 'path', href: networkUrl({ model: names }), title: t('conflicts.path') },
    depth > 1
      ? names.slice(1, -1).flatMap((name, i) => [`${term('relation', steps[i])} → `, name, ' → '])
      : null,
    term('relation', steps.at(-1)),
  );
}

function save(list) {
  download(
    'llmeco-licence-conflicts.csv',
    csvBlob(
      [
        'model',
        'license',
        'family',
        'ancestor',
        'ancestor_license',
        'ancestor_family',
        'depth',
        'path',
        'influence',
      ],
      list.map((c) => [
        c.name,
        c.license,
        c.family,
        c.ancestor,
        c.ancestor_license,
        c.ancestor_family,
        c.depth,
        JSON.parse(c.path).join(' > '),
        c.influence,
      ]),
    ),
  );
}

/** inWords: a kind, 'family → family', in the language of the page. */
const inWords = (kind) =>
  kind
    .split(' → ')
    .map((family) => term('family', family))
    .join(' → ');

function option(theme, bars, chosen, width) {
  return {
    grid: { top: 22, left: 4, right: 56, bottom: 0 },
    tooltip: {
      formatter: ({ dataIndex }) =>
        tip(inWords(bars[dataIndex].kind), [
          { label: t('conflicts.count'), value: count(bars[dataIndex].n) },
        ]),
    },
    xAxis: {
      type: 'value',
      position: 'top',
      splitNumber: 3,
      minInterval: 1,
      axisLabel: { formatter: tick, hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      axisLine: { show: false },
      data: bars.map((bar) => inWords(bar.kind)),
      axisLabel: { color: theme.ink, ...nameLabel(theme, width, 190) },
    },
    series: [
      {
        type: 'bar',
        barWidth: 18,
        cursor: 'pointer',
        label: {
          show: true,
          position: 'right',
          color: theme.ink,
          formatter: ({ value }) => compact(value),
        },
        data: bars.map((bar) => ({
          value: bar.n,
          itemStyle: {
            color: theme.series[1],
            opacity: chosen && chosen !== bar.kind ? 0.35 : 1,
            borderRadius: [0, 3, 3, 0],
          },
        })),
      },
    ],
  };
}
