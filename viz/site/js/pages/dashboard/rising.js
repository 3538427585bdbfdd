// The growth board: models that gained most downloads, likes or places, in number or in percent.

import { chart } from '../../charts/chart.js';
import { nameLabel } from '../../charts/labels.js';
import { tip } from '../../charts/tooltip.js';
import { $, h, textScale } from '../../core/dom.js';
import { compact, count, DASH, day, percent, tick } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { modelUrl } from '../../core/url.js';
import { fillSelect } from '../../ui/select.js';

export const MEASURES = ['downloads', 'likes', 'rank'];
export const DAYS = ['7', '30'];
export const GAINS = ['number', 'percent'];
// of these the extension lists percents, too
const IN_PERCENT = ['downloads', 'likes'];
// percent of less than this would be of nearly nothing: as llmeco.model_growth has it
const FLOORS = { downloads: 1000, likes: 100 };

const BARS = 12;
const ROW = 30;

const signed = (value) => (value > 0 ? `+${count(value)}` : count(value));
const signedPercent = (value) => (Number.isNaN(value) ? DASH : `+${percent(value / 100, 1)}`);

export function rising(table, state, { change }) {
  const [measures, names, authors] = ['measure', 'name', 'author'].map((c) => table.texts(c));
  const [days, places, befores, nows, gains, percents, sinces] = [
    'days',
    'place',
    'before',
    'now',
    'gain',
    'percent',
    'since',
  ].map((c) => table.numbers(c));
  const inPercent = () => state.gain === 'percent' && IN_PERCENT.includes(state.measure);
  const list = () => {
    const found = [];
    const measure = inPercent() ? `${state.measure}_percent` : state.measure;
    for (let row = 0; row < table.rows; row++) {
      if (measures[row] === measure && days[row] === Number(state.days)) {
        found.push({
          place: places[row],
          name: names[row],
          author: authors[row],
          before: befores[row],
          now: nows[row],
          gain: gains[row],
          percent: percents[row],
          since: sinces[row],
        });
      }
    }
    return found.sort((a, b) => a.place - b.place);
  };

  const one = chart($('#rising-chart'), {
    name: 'llmeco-rising',
    title: () =>
      [
        `${t('rising.heading')}: ${t(`rising.${state.measure}`)}`,
        inPercent() && t('rising.gain.percent'),
        t('rising.day', { n: state.days }),
      ]
        .filter(Boolean)
        .join(', '),
    note: () => (inPercent() ? floorText() : null),
    height: () => Math.min(BARS, list().length) * ROW * textScale() + 34,
    option: (theme, width) => option(theme, list().slice(0, BARS), width, inPercent()),
    table: () => ({
      columns: [
        { key: 'place', label: t('column.rank'), number: true },
        {
          key: 'model',
          label: t('column.name'),
          cell: (name) => h('a', { href: modelUrl(name) }, name),
        },
        { key: 'author', label: t('list.author') },
        { key: 'before', label: t('rising.before'), number: true },
        { key: 'now', label: t('rising.now'), number: true },
        { key: 'gain', label: t('rising.gain'), number: true, format: signed },
        {
          key: 'percent',
          label: t('rising.gain.percent'),
          number: true,
          format: signedPercent,
        },
      ],
      rows: list().map((m) => [m.place, m.name, m.author, m.before, m.now, m.gain, m.percent]),
    }),
    click: ({ dataIndex }) => {
      location.href = modelUrl(list()[dataIndex].name);
    },
    asTable: state.table.has('rising'),
    onTable: (on) => {
      state.table[on ? 'add' : 'delete']('rising');
      change();
    },
  });

  const floorText = () =>
    t('rising.floor', { n: count(FLOORS[state.measure]), what: t(`rising.${state.measure}`) });

  const drawTools = () => {
    const choose = (key) => (value) => {
      state[key] = value;
      change(true);
      draw();
    };
    fillSelect(
      $('#rising-measure'),
      MEASURES.map((value) => ({ value, text: t(`rising.${value}`) })),
      state.measure,
      choose('measure'),
    );
    fillSelect(
      $('#rising-days'),
      DAYS.map((value) => ({ value, text: t('rising.day', { n: value }) })),
      state.days,
      choose('days'),
    );
    fillSelect(
      $('#rising-gain'),
      GAINS.map((value) => ({ value, text: t(`rising.gain.${value}`) })),
      state.gain,
      choose('gain'),
    );
    $('#rising-gain').closest('.field').hidden = !IN_PERCENT.includes(state.measure);
    const found = list();
    $('#rising-chart').hidden = !found.length;
    $('#rising-note').textContent = found.length
      ? [t('rising.since', { since: day(found[0].since) }), inPercent() && floorText()]
          .filter(Boolean)
          .join(' ')
      : t('rising.none', { n: state.days });
  };
  const draw = () => {
    drawTools();
    one.update();
  };
  drawTools();
  return { draw, relabel: drawTools };
}

function option(theme, list, width, inPercent) {
  const amount = (m) => (inPercent ? m.percent : m.gain);
  return {
    grid: { top: 22, left: 4, right: width < 460 ? 56 : 190, bottom: 0 },
    tooltip: {
      formatter: ({ dataIndex }) =>
        tip(list[dataIndex].name, [
          { label: t('rising.before'), value: count(list[dataIndex].before) },
          { label: t('rising.now'), value: count(list[dataIndex].now) },
          { label: t('rising.gain'), value: signed(list[dataIndex].gain) },
          { label: t('rising.gain.percent'), value: signedPercent(list[dataIndex].percent) },
        ]),
    },
    xAxis: {
      type: 'value',
      position: 'top',
      splitNumber: 3,
      axisLabel: {
        formatter: inPercent ? (value) => percent(value / 100) : tick,
        hideOverlap: true,
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      axisLine: { show: false },
      data: list.map((m) => (width < 460 ? m.name.slice(m.name.indexOf('/') + 1) : m.name)),
      axisLabel: {
        color: theme.ink,
        ...nameLabel(theme, width, Math.min(320, width * 0.34)),
      },
    },
    series: [
      {
        type: 'bar',
        barWidth: 18,
        cursor: 'pointer',
        itemStyle: { color: theme.series[2], borderRadius: [0, 3, 3, 0] },
        data: list.map(amount),
        label: {
          show: true,
          position: 'right',
          color: theme.ink,
          fontSize: theme.size(12),
          formatter: ({ dataIndex }) => {
            const { before, now } = list[dataIndex];
            const value = amount(list[dataIndex]);
            const grown = inPercent ? signedPercent(value) : `+${compact(value)}`;
            return width < 460 ? grown : `${grown}{moved|   ${compact(before)} → ${compact(now)}}`;
          },
          rich: { moved: { color: theme['ink-2'], fontSize: theme.size(12) } },
        },
      },
    ],
  };
}
