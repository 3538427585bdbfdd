// Whose models the world builds on: of the models that were derived from others in each month,
// which part goes back to which family. The list below leads to the families, as the picture does.

import { chart } from '../../charts/chart.js';
import { monthlyOption } from '../../charts/monthly.js';
import { tip } from '../../charts/tooltip.js';
import { loadBundle, loadTable } from '../../core/data.js';
import { $, css, h } from '../../core/dom.js';
import { count, day, isoMonth, month, percent, portion } from '../../core/format.js';
import { onLanguage, t } from '../../core/i18n.js';
import { records } from '../../core/rows.js';
import { openMonth } from '../../core/tally.js';
import { thingUrl } from '../../core/url.js';

const TWO = 2; // months or more make a picture

/** builtOn: fills #built-on, or says what will be here. */
export async function builtOn(meta) {
  const table = await loadTable('built_on');
  const data = byFamily(records(table));
  const open = openMonth(meta);
  const draw = () => {
    $('#built-on-none').hidden = data.all.length >= TWO;
    $('#built-on-note').textContent =
      data.all.at(-1) === open && open !== null
        ? t('chart.open', { date: day(Math.floor(Date.parse(meta.as_of) / 86400000)) })
        : '';
    legend(data);
  };
  draw();
  onLanguage(draw);
  if (data.all.length < TWO) {
    return;
  }
  await loadBundle('charts');
  chart($('#built-on-chart'), {
    name: 'llmeco-built-on',
    title: () => t('home.built'),
    height: 300,
    option: (theme) => option(theme, data, open),
    table: () => ({
      columns: [
        { key: 'month', label: t('thing.month'), format: month, file: isoMonth },
        ...data.series.map(({ root }) => ({
          key: root ?? 'others',
          label: nameOf(root),
          number: true,
          format: (value) => portion(value),
        })),
        { key: 'derivatives', label: t('home.built.all'), number: true },
      ],
      rows: data.all
        .map((at, i) => [at, ...data.series.map(({ values }) => values[i]), data.derived[i]])
        .reverse(),
    }),
    click: ({ seriesIndex }) => {
      const { root } = data.series[seriesIndex];
      location.href = root ? thingUrl('family', root) : 'family.html';
    },
  });
}

/**
 * byFamily: {all: months without gaps, series: [{root, total, values}] with the largest first and
 * the others last, derived: new derivatives of each month}.
 */
export function byFamily(list) {
  const first = Math.min(...list.map((one) => one.month));
  const last = Math.max(...list.map((one) => one.month));
  const all = list.length ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : [];
  const found = new Map();
  const derived = all.map(() => 0);
  for (const { month: at, root, share, by_share: byShare } of list) {
    const one = found.get(root) ?? { root, total: 0, values: all.map(() => 0) };
    one.values[at - first] += share;
    one.total += byShare;
    derived[at - first] += byShare;
    found.set(root, one);
  }
  const rest = (one) => (one.root === null ? 1 : 0);
  return {
    all,
    series: [...found.values()].sort((a, b) => rest(a) - rest(b) || b.total - a.total),
    derived: derived.map(Math.round),
  };
}

const nameOf = (root) => root ?? t('home.built.others');

function colorOf(theme, at, root) {
  return root === null ? theme['line-strong'] : theme.series[at % theme.series.length];
}

function option(theme, { all, series, derived }, open) {
  return monthlyOption(theme, {
    all,
    open,
    series: series.map(({ root, values }, at) => ({
      name: nameOf(root),
      color: colorOf(theme, at, root),
      values,
    })),
    axis: {
      max: 1,
      minInterval: 0,
      interval: 0.25,
      axisLabel: { formatter: (value) => percent(value) },
    },
    tooltip: {
      formatter: (params) =>
        tip(
          `${month(all[params[0].dataIndex])} · ${t('home.built.derived', {
            n: count(derived[params[0].dataIndex]),
          })}`,
          params
            .filter(({ value }) => value > 0)
            .map(({ color, seriesName, value }) => ({
              color,
              label: seriesName,
              value: portion(value),
            })),
        ),
    },
  });
}

// legend: the families with their part of all months shown, as links.
function legend({ series, derived }) {
  const all = derived.reduce((sum, n) => sum + n, 0) || 1;
  $('#built-on-list').replaceChildren(
    ...series.map(({ root, total }, at) =>
      h(
        'li',
        {},
        css(h('span', { class: 'chart-tip-dot', 'aria-hidden': 'true' }), {
          background: root === null ? 'var(--line-strong)' : `var(--cat-${(at % 8) + 1})`,
        }),
        h(
          'a',
          { href: root ? thingUrl('family', root) : 'family.html' },
          root ?? t('home.built.others'),
        ),
        h('span', { class: 'num' }, portion(total / all)),
      ),
    ),
  );
}
