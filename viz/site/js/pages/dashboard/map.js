// The map: top models as areas, grouped by any ranking. A click on a group goes
// into it, one on a model opens its page.

import { chart } from '../../charts/chart.js';
import { tip } from '../../charts/tooltip.js';
import { $, h } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { modelUrl } from '../../core/url.js';
import { colorIndex } from '../../ui/monogram.js';
import { fillSelect } from '../../ui/select.js';
import { labelOf, RANKINGS } from './rankings.js';

export const GROUPINGS = [...Object.keys(RANKINGS), 'all'];

const GROUPS = 12;
const LEGIBLE = 48 ** 2; // square pixels; less has room for letters of a name, no name

export function map(rankings, tops, state, { change }) {
  // groups: [{row, label, models}], or one without row for all models or of the group that the
  // reader is in.
  const groups = () => {
    if (state.by === 'all') {
      return [{ row: null, label: t('map.all'), models: tops.of('all') }];
    }
    const { entries } = rankings.list(state.by, state.by === 'author' && state.unranked);
    return entries
      .map((row, at) => ({ row, at, label: labelOf(row), models: tops.of(state.by, row.key) }))
      .filter(({ row }) => !state.group || row.key === state.group)
      .slice(0, GROUPS);
  };
  const height = () => (innerWidth < 640 ? 420 : 520);
  const inside = () => state.by === 'all' || Boolean(state.group);
  const enter = (key) => {
    state.group = key;
    change(true);
    draw();
  };

  const one = chart($('#map-chart'), {
    name: 'llmeco-map',
    title: () => t('map.heading'),
    height,
    option: (theme, width) => option(theme, groups(), inside(), width * height()),
    table: () => ({
      columns: [
        {
          key: 'group',
          label: t('map.group'),
          cell: (label, row) =>
            inside()
              ? label
              : h(
                  'button',
                  { type: 'button', class: 'link', onclick: () => enter(row.group.row.key) },
                  label,
                ),
        },
        {
          key: 'model',
          label: t('column.name'),
          cell: (name) => h('a', { href: modelUrl(name) }, name),
        },
        { key: 'influence', label: t('column.influence'), number: true, format: fixed },
        { key: 'rank', label: t('column.rank'), number: true },
      ],
      rows: groups().flatMap((group) =>
        group.models.map((m) =>
          Object.assign([group.label, m.name, m.influence, m.rank], { group }),
        ),
      ),
    }),
    click: ({ data }) => {
      if (data?.model) {
        location.href = modelUrl(data.model.name);
      } else if (data?.group) {
        enter(data.group);
      }
    },
    asTable: state.table.has('map'),
    onTable: (on) => {
      state.table[on ? 'add' : 'delete']('map');
      change();
    },
  });

  const drawTools = () => {
    fillSelect(
      $('#map-by'),
      GROUPINGS.map((value) => ({ value, text: t(`map.by.${value}`) })),
      state.by,
      (by) => {
        Object.assign(state, { by, group: '' });
        change(true);
        draw();
      },
    );
    $('#map-chart').hidden = !groups().some(({ models }) => models.length);
    const row = state.group && rankings.find(state.by, state.group);
    $('#map-crumbs').hidden = !row;
    $('#map-crumbs').replaceChildren(
      ...(row
        ? [
            h(
              'button',
              {
                type: 'button',
                class: 'link',
                onclick: () => {
                  enter('');
                  $('#map-by').focus();
                },
              },
              t('map.all'),
            ),
            h('span', { 'aria-hidden': 'true' }, '›'),
            h('span', { 'aria-current': 'true' }, labelOf(row)),
          ]
        : []),
    );
  };
  const draw = () => {
    drawTools();
    one.update();
  };
  drawTools();
  return { draw, relabel: drawTools };
}

function option(theme, groups, inside, area) {
  const all = groups.flatMap(({ models }) => models).reduce((sum, m) => sum + m.influence, 0);
  const color = (at) => theme.series[at % theme.series.length];
  const leaf = (model, own) => ({
    name: model.name,
    value: model.influence,
    model,
    itemStyle: { color: own },
    label: { show: (area * model.influence) / all > LEGIBLE * theme.size(1) ** 2 },
  });
  const text = { fontSize: theme.size(12), color: theme.surface, fontFamily: theme.font };
  const [only] = groups;
  return {
    tooltip: {
      formatter: ({ data, name, value }) =>
        tip(name, [
          { label: t('column.influence'), value: fixed(value) },
          ...(data?.model ? [{ label: t('column.rank'), value: count(data.model.rank) }] : []),
        ]),
    },
    series: [
      {
        type: 'treemap',
        name: t('map.all'),
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        cursor: 'pointer',
        label: {
          ...text,
          overflow: 'truncate',
          ellipsis: '…',
          formatter: ({ name }) => name.slice(name.indexOf('/') + 1),
        },
        upperLabel: {
          show: !inside,
          height: 24,
          formatter: ({ name }) => name,
          ...text,
          color: theme.ink,
          fontWeight: 600,
          overflow: 'truncate',
        },
        levels: inside
          ? [{ itemStyle: { gapWidth: 2, borderWidth: 0 } }]
          : [
              { itemStyle: { gapWidth: 6, borderWidth: 0 }, upperLabel: { show: false } },
              { itemStyle: { gapWidth: 1, borderWidth: 0, borderColor: theme.surface } },
            ],
        emphasis: { label: { color: theme.surface }, upperLabel: { color: theme.accent } },
        data: inside
          ? (only?.models || []).map((model) =>
              leaf(model, color(only.row ? only.at : colorIndex(model.name.split('/')[0]))),
            )
          : groups.map(({ row, label, models, at }) => ({
              name: label,
              value: models.reduce((total, m) => total + m.influence, 0),
              group: row.key,
              children: models.map((model) => leaf(model, color(at))),
            })),
      },
    ],
  };
}
