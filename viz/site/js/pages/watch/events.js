// What changed of models that were known, by day and kind, and one by one with what hung on it.

import { chart } from '../../charts/chart.js';
import { tip } from '../../charts/tooltip.js';
import { h } from '../../core/dom.js';
import { compact, count, day, isoDay } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { taskName } from '../../core/tasks.js';
import { modelUrl, thingUrl } from '../../core/url.js';
import { recordList } from '../../ui/records.js';

export const EVENT_FILTERS = ['kind'];

const SHOWN = 8; // kinds with a colour of their own; of more the rarest share one

/** eventChart: how many of each kind on each day; choose(kind) is called on a click. */
export function eventChart(place, days, meta, choose) {
  const kinds = [...new Set(days.map(({ kind }) => kind))]
    .map((kind) => ({ kind, n: sum(days.filter((one) => one.kind === kind)) }))
    .sort((a, b) => b.n - a.n);
  const own = kinds.length > SHOWN ? SHOWN - 1 : SHOWN;
  const groups = kinds.slice(0, own).map(({ kind }) => [kind]);
  if (kinds.length > own) {
    groups.push(kinds.slice(own).map(({ kind }) => kind));
  }
  const last = Math.floor(Date.parse(meta.refreshed_at) / 86400000);
  const first = Math.min(last - 29, ...days.map((one) => one.day));
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const values = (group) =>
    all.map((at) => sum(days.filter((one) => group.includes(one.kind) && one.day === at)));
  return chart(place, {
    name: 'llmeco-events',
    title: () => t('watch.chart'),
    height: 220,
    option: (theme) => ({
      grid: { top: 36, left: 4, right: 8, bottom: 4 },
      legend: { type: 'scroll' },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        formatter: (params) =>
          tip(
            day(all[params[0].dataIndex]),
            params
              .filter(({ value }) => value > 0)
              .map(({ color, seriesName, value }) => ({
                color,
                label: seriesName,
                value: count(value),
              })),
          ),
      },
      xAxis: {
        type: 'category',
        data: all.map(day),
        axisLabel: { hideOverlap: true, showMaxLabel: true, alignMaxLabel: 'right' },
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 3 },
      series: groups.map((group, at) => ({
        name: group.length > 1 ? t('watch.others') : term('event', group[0]),
        type: 'bar',
        stack: 'all',
        cursor: 'pointer',
        barCategoryGap: '22%',
        color: group.length > 1 ? theme['line-strong'] : theme.series[at],
        itemStyle: { borderColor: theme.surface, borderWidth: 0.5 },
        data: values(group),
      })),
    }),
    table: () => ({
      columns: [
        { key: 'day', label: t('model.history.day'), format: day, file: isoDay },
        ...kinds.map(({ kind }) => ({ key: kind, label: term('event', kind), number: true })),
      ],
      rows: all.map((at, i) => [at, ...kinds.map(({ kind }) => values([kind])[i])]).reverse(),
    }),
    click: ({ seriesIndex }) => groups[seriesIndex].length === 1 && choose(groups[seriesIndex][0]),
  });
}

const sum = (list) => list.reduce((total, one) => total + one.events, 0);

export function eventList(events, state, change) {
  return recordList({
    id: 'events',
    state,
    change,
    items: events,
    caption: () => t('watch.events'),
    search: () => t('watch.search'),
    text: (one) => `${one.name} ${one.before ?? ''} ${one.after ?? ''}`,
    empty: () => t('watch.empty'),
    filters: [
      {
        key: 'kind',
        label: () => t('watch.kind'),
        options: () =>
          [...new Set(events.map(({ kind }) => kind))].map((kind) => ({
            value: kind,
            text: `${term('event', kind)} (${count(events.filter((e) => e.kind === kind).length)})`,
          })),
        fits: (one, kind) => one.kind === kind,
      },
    ],
    columns: [
      {
        key: 'name',
        label: () => t('column.name'),
        sort: true,
        value: (one) => one.name,
        cell: (one) => h('a', { class: 'model-name', href: modelUrl(one.name) }, one.name),
      },
      {
        key: 'at',
        label: () => t('watch.day'),
        sort: true,
        value: (one) => one.at,
        file: { at: (one) => isoDay(one.at) },
        cell: (one) => day(one.at),
      },
      {
        key: 'kind',
        label: () => t('watch.what'),
        sort: true,
        value: (one) => one.kind,
        file: { kind: (one) => one.kind, before: (one) => one.before, after: (one) => one.after },
        cell: (one) => [h('span', {}, term('event', one.kind)), changeOf(one)],
      },
      impact('descendants'),
      impact('spaces'),
      impact('downloads'),
      {
        key: 'best_rank',
        label: () => t('watch.best_rank'),
        number: true,
        sort: true,
        value: (one) => one.best_rank,
      },
      {
        key: 'conflicts',
        label: () => t('conflicts.count'),
        number: true,
        sort: true,
        value: (one) =>
          Number.isNaN(one.conflicts_made) ? NaN : one.conflicts_made - one.conflicts_ended,
        cell: conflictsOf,
      },
    ],
  });
}

function impact(key) {
  return {
    key,
    label: () => t(`watch.${key}`),
    number: true,
    sort: true,
    value: (one) => one[key],
    cell: (one) => h('span', { title: count(one[key]) }, compact(one[key])),
  };
}

function conflictsOf({ conflicts_made: made, conflicts_ended: ended }) {
  return Number.isNaN(made)
    ? ''
    : [made && `+${count(made)}`, ended && `−${count(ended)}`].filter(Boolean).join(' ') ||
        count(0);
}

const LINKED = {
  license: (value) => thingUrl('license', value),
  task: (value) => thingUrl('task', value),
  author: (value) => thingUrl('author', value),
  parent: modelUrl,
  name: modelUrl,
};

const NAMED = {
  relation: (value) => term('relation', value),
  gated: (value) => term('gated', value),
  reason: (value) => term('reason', value),
};

// changeOf: 'from → to' of each fact; of what there was or is now alone, that. Of a model that was
// disabled or enabled its kind says all.
function changeOf({ before, after }) {
  const [was, is] = [facts(before), facts(after)];
  const both = before !== null && after !== null;
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => !/_id$|^disabled$/.test(key) && JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  );
  return h(
    'span',
    { class: 'event-change' },
    keys.map((key) => [
      h(
        'span',
        {},
        both
          ? [
              fact(key, was[key]),
              h('span', { 'aria-label': t('watch.to') }, ' → '),
              fact(key, is[key]),
            ]
          : fact(key, was[key] ?? is[key]),
      ),
      ' ',
    ]),
  );
}

function fact(key, value) {
  if (value === undefined || value === null) {
    return h('span', { class: 'muted' }, t('watch.nothing'));
  }
  const text = NAMED[key]?.(value) ?? String(value);
  const shown = key === 'task' ? taskName(text) : text;
  return LINKED[key] ? h('a', { href: LINKED[key](text) }, shown) : text;
}

function facts(text) {
  const value = JSON.parse(text ?? '{}');
  return value !== null && typeof value === 'object' ? value : { reason: value };
}
