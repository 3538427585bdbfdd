// The charts of a project: one time axis for all, zoomed together; a click on a name in a legend
// hides its series, a double click shows it alone, and a menu does both from the keyboard.

import { chart, INSIDE } from '../../charts/chart.js';
import { tip } from '../../charts/tooltip.js';
import { hatched, openText, unfinishedLine } from '../../charts/unfinished.js';
import { $, h, later } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import {
  buckets,
  ceiling,
  gather,
  monthOf,
  span,
  STEPS,
  SUMS,
  unfinished,
} from '../../core/series.js';

/**
 * A chart: its series, or its times: medians with the band between the quartiles. `below`: drawn
 * downwards.
 */
export const CHARTS = [
  { key: 'openrank', series: ['openrank'] },
  { key: 'activity', series: ['activity'] },
  { key: 'attention', series: ['attention'] },
  { key: 'stars', series: ['stars', 'technical_fork'] },
  { key: 'issues', series: ['issues_new', 'issues_closed', 'issue_comments'] },
  {
    key: 'change_requests',
    series: ['change_requests', 'change_requests_accepted', 'change_requests_reviews'],
  },
  { key: 'response', times: ['issue_response_time', 'change_request_response_time'] },
  { key: 'resolution', times: ['issue_resolution_duration', 'change_request_resolution_duration'] },
  {
    key: 'code',
    series: ['code_change_lines_add', 'code_change_lines_remove'],
    below: 'code_change_lines_remove',
  },
  { key: 'people', series: ['participants', 'new_contributors', 'inactive_contributors'] },
  { key: 'bus_factor', series: ['bus_factor'] },
];
const HEIGHT = 300;

/** timeSeries: the means of the months' medians and quartiles, as series. */
function timeSeries(months) {
  const first = months[0][0];
  const last = months.at(-1)[0];
  const by = new Map(months.map((row) => [row[0], row]));
  const pick = (column) => ({
    first,
    values: Array.from({ length: last - first + 1 }, (_, i) => by.get(first + i)?.[column] ?? null),
  });
  return { mean: pick(1), low: pick(2), median: pick(3), high: pick(4) };
}

export class Charts {
  constructor(page) {
    this.page = page;
    const { series, times } = page.data;
    this.times = Object.fromEntries(
      Object.entries(times).map(([metric, months]) => [metric, timeSeries(months)]),
    );
    this.heard = new WeakSet();
    const of = (metric) => series[metric] || this.times[metric]?.median;
    this.shown = CHARTS.map((spec) => ({
      ...spec,
      metrics: (spec.series || spec.times).filter(of),
    })).filter(({ metrics }) => metrics.length);
    this.span = span(this.shown.flatMap(({ metrics }) => metrics.map(of)));
    this.setBuckets();
    this.frames();
  }

  setBuckets() {
    const { state, meta } = this.page;
    this.list = this.span ? buckets(this.span, state.by) : [];
    this.open = this.span && unfinished(this.list, this.span.last, monthOf(meta.refreshed_at));
  }

  frames() {
    const frames = this.shown.map((spec) => {
      spec.place = h('div', { class: 'chart-place' });
      spec.title = h('h3', {});
      spec.note = h('p', { class: 'muted' });
      spec.menu = h('details', { class: 'pop right series-menu', hidden: spec.metrics.length < 2 });
      return h(
        'section',
        { class: 'panel chart-panel', dataset: { chart: spec.key } },
        h('div', { class: 'chart-head' }, h('div', {}, spec.title, spec.note), spec.menu),
        spec.place,
      );
    });
    $('#charts').replaceChildren(...frames);
  }

  /** draw: the charts into their frames, once ECharts is there. */
  draw() {
    for (const spec of this.shown.filter((one) => !one.chart)) {
      this.hearClicks(spec);
      spec.chart = chart(spec.place, {
        name: `${this.page.repo.name.replace('/', '-')}-${spec.key}`,
        title: () => `${this.page.repo.name}: ${t(`chart.${spec.key}`)}`,
        note: () => this.how(spec),
        source: 'github',
        height: HEIGHT,
        asTable: this.page.state.tables.has(spec.key),
        onTable: (on) => {
          this.page.state.tables[on ? 'add' : 'delete'](spec.key);
          this.page.remember();
        },
        option: (theme) => {
          queueMicrotask(() => this.listen(spec));
          return this.option(spec, theme);
        },
        table: () => this.table(spec),
      });
    }
  }

  /** show: the state has changed. */
  show() {
    this.setBuckets();
    this.words();
    this.shown.forEach(({ chart: one }) => one?.update());
  }

  words() {
    for (const spec of this.shown) {
      spec.title.textContent = t(`chart.${spec.key}`);
      spec.note.textContent = this.how(spec);
      this.seriesMenu(spec);
    }
    const without = CHARTS.filter(({ key }) => !this.shown.some((spec) => spec.key === key));
    $('#without').hidden = without.length === 0;
    $('#without').textContent = t('repo.without', {
      charts: without.map(({ key }) => t(`chart.${key}`)).join(', '),
    });
  }

  /** how: what a point stands for, which is not over, and what the axis cuts. */
  how(spec) {
    const end = this.openEnd(spec);
    const cut = this.cut(spec);
    return [
      this.points(spec),
      end && openText(end, spec.below ? 'bar' : 'line'),
      cut && t('series.cut', { n: count(cut.n), most: fixed(cut.most, 1) }),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  points({ times, metrics }) {
    const { by } = this.page.state;
    if (times) {
      return t(by === 'month' ? 'series.times' : `series.times.${by}`);
    }
    if (by === 'month') {
      return t('series.monthly');
    }
    const sums = metrics.filter((metric) => SUMS.has(metric));
    return sums.length === metrics.length
      ? t(`series.sum.${by}`)
      : sums.length === 0
        ? t(`series.mean.${by}`)
        : t(`series.mixed.${by}`, { sums: sums.map((metric) => t(`metric.${metric}`)).join(', ') });
  }

  seriesMenu(spec) {
    const { hide } = this.page.state;
    const open = spec.menu.open;
    const focus = spec.menu.contains(document.activeElement)
      ? document.activeElement.dataset.focus
      : null;
    spec.menu.replaceChildren(
      h(
        'summary',
        {
          class: 'button ghost',
          'aria-label': t('repo.series.of', { chart: t(`chart.${spec.key}`) }),
        },
        t('repo.series'),
      ),
      h(
        'div',
        { class: 'pop-panel' },
        spec.metrics.map((metric) =>
          h(
            'div',
            { class: 'series-choice' },
            h(
              'label',
              { class: 'check' },
              h('input', {
                type: 'checkbox',
                checked: !hide.has(metric),
                dataset: { focus: metric },
                onchange: () => this.toggle(spec, metric),
              }),
              t(`metric.${metric}`),
            ),
            h(
              'button',
              {
                type: 'button',
                class: 'button ghost',
                dataset: { focus: `only-${metric}` },
                onclick: () => this.isolate(spec, metric),
              },
              t('repo.series.only'),
            ),
          ),
        ),
      ),
    );
    spec.menu.open = open;
    if (focus) {
      spec.menu.querySelector(`[data-focus="${focus}"]`)?.focus();
    }
  }

  /** openEnd: the last bucket where it is not over and the chart has something of it. */
  openEnd(spec) {
    const { open } = this;
    const has = (metric) =>
      (spec.times ? this.bands(metric).median : this.values(metric)).at(-1) !== null;
    return open && spec.metrics.some(has) ? open : null;
  }

  /** cut: {top, n, most} where values of times are too far out for the axis, and null. */
  cut(spec) {
    if (!spec.times) {
      return null;
    }
    const { hide } = this.page.state;
    const shown = spec.metrics
      .filter((metric) => !hide.has(metric))
      .flatMap((metric) => [this.bands(metric).median, this.bands(metric).high])
      .flat();
    const top = ceiling(shown);
    return top && { top, n: shown.filter((value) => value > top).length, most: Math.max(...shown) };
  }

  toggle(spec, metric) {
    const { hide } = this.page.state;
    hide[hide.has(metric) ? 'delete' : 'add'](metric);
    this.chosen(spec);
  }

  /** isolate: shows one series alone; all again where it is alone already. */
  isolate(spec, metric) {
    const { hide } = this.page.state;
    const others = spec.metrics.filter((one) => one !== metric);
    const alone = !hide.has(metric) && others.every((one) => hide.has(one));
    hide.delete(metric);
    others.forEach((one) => hide[alone ? 'delete' : 'add'](one));
    this.chosen(spec);
  }

  chosen(spec) {
    spec.chart?.update();
    spec.note.textContent = this.how(spec);
    this.seriesMenu(spec);
    this.page.remember();
  }

  /**
   * hearClicks: both clicks of a double click have hidden and shown a series by the time it is
   * told.
   */
  hearClicks(spec) {
    spec.clicked = [];
    spec.place.addEventListener(
      'click',
      (event) => event.detail < 2 && spec.clicked.splice(0),
      true,
    );
    spec.place.addEventListener('dblclick', () => {
      const [first, second] = spec.clicked.splice(0);
      if (first && first === second) {
        this.isolate(spec, first);
      }
    });
  }

  /** listen: to the legend and the zoom of a chart that has been drawn, also anew. */
  listen(spec) {
    const instance = spec.chart?.instance();
    if (!instance || this.heard.has(instance)) {
      return;
    }
    this.heard.add(instance);
    instance.on('legendselectchanged', ({ name }) => {
      const metric = spec.metrics.find((one) => t(`metric.${one}`) === name);
      spec.clicked.push(metric);
      this.toggle(spec, metric);
    });
    const zoomed = later(() => this.zoomed(spec), 60);
    instance.on('datazoom', () => this.moving || zoomed());
  }

  /** ends: which buckets are in sight. */
  ends() {
    const { from, to } = this.page.state;
    const start = from === null ? 0 : this.list.findIndex((one) => one.to >= from);
    const end =
      to === null ? this.list.length - 1 : this.list.findLastIndex((one) => one.from <= to);
    return start < 0 || end < start
      ? { startValue: 0, endValue: this.list.length - 1 }
      : { startValue: start, endValue: end };
  }

  zoomed(spec) {
    const { startValue, endValue } = spec.chart.instance().getOption().dataZoom[0];
    this.page.setRange(
      startValue > 0 ? this.list[startValue].from : null,
      endValue < this.list.length - 1 ? this.list[endValue].to : null,
    );
    this.zoom(spec);
  }

  /** zoom: all charts but one to the range of the state. */
  zoom(but = null) {
    this.moving = true;
    for (const { chart: one } of this.shown.filter((spec) => spec !== but)) {
      one?.instance()?.dispatchAction({ type: 'dataZoom', ...this.ends() });
    }
    this.moving = false;
  }

  values(metric) {
    return gather(this.page.data.series[metric], this.list, metric);
  }

  bands(metric) {
    return Object.fromEntries(
      Object.entries(this.times[metric]).map(([key, series]) => [
        key,
        gather(series, this.list, metric),
      ]),
    );
  }

  option(spec, theme) {
    const { hide } = this.page.state;
    const names = spec.metrics.map((metric) => t(`metric.${metric}`));
    const named = (spec.series || spec.times).length > 1;
    const at = this.openEnd(spec)?.at;
    const series = spec.metrics.flatMap((metric, i) =>
      spec.times
        ? band(names[i], this.bands(metric), theme.series[i], at)
        : line({ name: names[i], values: this.values(metric), at, theme, i }, spec),
    );
    const top = this.cut(spec)?.top;
    return {
      grid: { top: named ? 34 : 12, bottom: 54 },
      legend: {
        type: 'scroll',
        show: named,
        data: names,
        selected: Object.fromEntries(names.map((name, i) => [name, !hide.has(spec.metrics[i])])),
      },
      tooltip: {
        trigger: 'axis',
        formatter: (params) => this.tooltip(spec, theme, params[0].dataIndex),
      },
      xAxis: {
        type: 'category',
        data: this.list.map(({ label }) => label),
        boundaryGap: Boolean(spec.below),
      },
      yAxis: {
        type: 'value',
        minInterval: spec.key === 'bus_factor' ? 1 : 0,
        ...(top && { max: niceAbove(top) }),
        axisLabel: spec.below ? { formatter: (v) => count(Math.abs(v)) } : {},
      },
      dataZoom: [
        { ...INSIDE, ...this.ends() },
        { type: 'slider', height: 22, bottom: 4, showDetail: false, ...this.ends() },
      ],
      series,
    };
  }

  tooltip(spec, theme, i) {
    const { hide } = this.page.state;
    return tip(
      this.timeText(i),
      spec.metrics
        .map((metric, at) => ({ metric, color: theme.series[at] }))
        .filter(({ metric }) => !hide.has(metric))
        .map(({ metric, color }) => ({
          color,
          label: t(`metric.${metric}`),
          value: spec.times ? this.daysText(metric, i) : amount(metric, this.values(metric)[i]),
        })),
    );
  }

  /** timeText: a month, quarter or year, and how much of it has data where not all has. */
  timeText(i) {
    const { from, to, label } = this.list[i];
    const last = this.open?.at === i ? from + this.open.n - 1 : Math.min(to, this.span.last);
    const n = last - Math.max(from, this.span.first) + 1;
    const of = STEPS[this.page.state.by];
    if (this.open?.at === i && of === 1) {
      return t('series.unfinished', { time: label });
    }
    return n < of ? t('series.partial', { time: label, n: count(n), of: count(of) }) : label;
  }

  daysText(metric, i) {
    const { low, median, high } = this.bands(metric);
    return median[i] === null
      ? t('series.nothing')
      : low[i] === null || high[i] === null
        ? t('series.days', { n: fixed(median[i], 1) })
        : t('series.days.band', {
            n: fixed(median[i], 1),
            low: fixed(low[i], 1),
            high: fixed(high[i], 1),
          });
  }

  /** table: newest first; of times the median, both quartiles and the mean. */
  table(spec) {
    const { by } = this.page.state;
    const columns = spec.metrics.flatMap((metric) => {
      const name = t(`metric.${metric}`);
      if (!spec.times) {
        return [
          {
            key: metric,
            label: name,
            number: true,
            format: (v) => amount(metric, v),
            values: this.values(metric),
          },
        ];
      }
      const bands = this.bands(metric);
      return ['median', 'low', 'high', 'mean'].map((part) => ({
        key: `${metric}_${{ low: 'quartile_1', high: 'quartile_3' }[part] ?? part}`,
        label: t(`series.${part}`, { metric: name }),
        number: true,
        format: (v) => fixed(v, 1),
        values: bands[part],
      }));
    });
    return {
      columns: [
        {
          key: by,
          label: t('series.time'),
          format: (label) => (label === this.open?.label ? this.timeText(this.open.at) : label),
        },
        ...columns,
      ],
      rows: this.list
        .map(({ label }, i) => [label, ...columns.map(({ values }) => values[i])])
        .reverse(),
    };
  }

  remove() {
    this.shown.forEach(({ chart: one }) => one?.remove());
    $('#charts').replaceChildren();
  }
}

function amount(metric, value) {
  return value === null ? t('series.nothing') : SUMS.has(metric) ? count(value) : fixed(value, 1);
}

// niceAbove: a round number at or above `top`.
function niceAbove(top) {
  const unit = 10 ** Math.floor(Math.log10(top));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((n) => n * unit >= top) * unit;
}

// line: the series of a metric; at: which of its values is of a time not over.
function line({ name, values, at, theme, i }, { below, metrics }) {
  const color = theme.series[i];
  if (below) {
    const down = metrics.includes(below) && name === t(`metric.${below}`);
    const data = down ? values.map((v) => (v === null ? null : -v)) : values;
    return [{ type: 'bar', name, stack: 'lines', color, data: hatched(data, at, theme) }];
  }
  return unfinishedLine(
    {
      type: 'line',
      name,
      color,
      data: values,
      showSymbol: values.filter((v) => v !== null).length === 1,
      ...(metrics.length === 1 && { areaStyle: { opacity: 0.1 } }),
    },
    at,
  );
}

// band: a line of medians; under it what is between the quartiles, stacked on an unseen line of the
// first.
function band(name, { low, median, high }, color, at) {
  const between = low.map((v, i) => (v === null || high[i] === null ? null : high[i] - v));
  const edge = {
    type: 'line',
    name,
    color,
    stack: `${name} band`,
    lineStyle: { opacity: 0 },
    symbol: 'none',
    silent: true,
    tooltip: { show: false },
  };
  return [
    { ...edge, data: low.map((v, i) => (between[i] === null ? null : v)) },
    { ...edge, data: between, areaStyle: { opacity: 0.16 } },
    ...unfinishedLine(
      {
        type: 'line',
        name,
        color,
        data: median,
        connectNulls: false,
        showSymbol: median.filter((v) => v !== null).length < 3,
      },
      at,
    ),
  ];
}
