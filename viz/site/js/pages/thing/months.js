// A thing over time: how many of its models were created in each month; of a family also which
// part of all new derivatives they were.

import { chart } from '../../charts/chart.js';
import { monthlyOption } from '../../charts/monthly.js';
import { loadMeta, loadTable } from '../../core/data.js';
import { h } from '../../core/dom.js';
import { count, day, isoMonth, month, percent, portion } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { months, openMonth } from '../../core/tally.js';

const SHOWN = 72;

/** overTime: fills `place`; resolves to a function that takes the charts away. */
export async function overTime(place, kind, one) {
  const { models } = kind;
  const meta = await loadMeta();
  const open = openMonth(meta);
  const created = months(Array.from(one.rows, (row) => models.created[row])).slice(-SHOWN);
  if (!created.length) {
    place.replaceChildren(h('p', { class: 'muted' }, t('thing.months.none')));
    return () => {};
  }
  const shares = await sharesOf(kind, one);
  const drawn = [
    bars(place, 'new', created, open, { axis: {}, format: count }),
    shares &&
      bars(place, 'share', shares.slice(-SHOWN), open, {
        axis: { minInterval: 0, axisLabel: { formatter: (value) => percent(value, 1) } },
        format: (value) => portion(value),
      }),
  ].filter(Boolean);
  if (created.at(-1)[0] === open) {
    place.append(
      h(
        'p',
        { class: 'panel-note' },
        t('chart.open', { date: day(Math.floor(Date.parse(meta.as_of) / 86400000)) }),
      ),
    );
  }
  return () => drawn.forEach((chart) => chart.remove());
}

function bars(place, key, points, open, { axis, format }) {
  const box = h('div', {});
  place.append(h('h3', {}, t(`thing.months.${key}`)), box);
  return chart(box, {
    name: `llmeco-months-${key}`,
    title: () => t(`thing.months.${key}`),
    height: 180,
    format,
    option: (theme) =>
      monthlyOption(theme, {
        all: points.map(([at]) => at),
        series: [
          {
            name: t(`thing.months.${key}`),
            color: theme.accent,
            values: points.map(([, value]) => value),
          },
        ],
        open,
        axis,
      }),
    table: () => ({
      columns: [
        { key: 'month', label: t('thing.month'), format: month, file: isoMonth },
        { key, label: t(`thing.months.${key}`), number: true, format },
      ],
      rows: [...points].reverse(),
    }),
  });
}

/** sharesOf: [[month, share], ...] of a family, null where the site has none of it. */
export async function sharesOf({ edges }, { row }) {
  if (!edges) {
    return null;
  }
  const table = await loadTable('family_months');
  const [of, at, share] = ['model', 'month', 'share'].map((name) => table.numbers(name));
  const points = [];
  of.forEach((model, i) => {
    model === row && points.push([at[i], share[i]]);
  });
  if (!points.length) {
    return null;
  }
  const known = new Map(points);
  // to the newest month that has new derivatives at all
  const [first, last] = [points[0][0], at.reduce((a, b) => Math.max(a, b))];
  return Array.from({ length: last - first + 1 }, (_, i) => [first + i, known.get(first + i) ?? 0]);
}
