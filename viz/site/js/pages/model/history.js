// A model over time: rank and influence of each computation, counters of each snapshot; a line for
// each, and the same as a table.

import { h } from '../../core/dom.js';
import { DASH, count, day, fixed } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { lineChart } from '../../ui/line-chart.js';

// [caption, which list, which value in it, how it is drawn]
export const LINES = [
  ['column.rank', 'scores', 1, { inverted: true }],
  ['column.influence', 'scores', 2, { format: fixed }],
  ['panel.downloads', 'history', 1, {}],
  ['panel.likes', 'history', 2, {}],
];

/** pointsOf: [[day, value], ...] of a line of LINES, where it was given. */
export function pointsOf(details, [, list, at]) {
  return details[list].filter((point) => point[at] !== null).map((point) => [point[0], point[at]]);
}

/**
 * history: of details: scores [[day, rank, influence], ...] of the days with a computation that has
 * the model among the first, history [[day, downloads, likes], ...], null where not given.
 */
export function history(details) {
  const { scores, history: counters } = details;
  const draw = (list) =>
    LINES.filter(([, of]) => of === list).map((line) =>
      lineChart(line[0], [{ name: null, points: pointsOf(details, line) }], line[3]),
    );
  return [
    scores.length > 1 ? draw('scores') : note(scoresText(scores)),
    counters.length > 1 ? draw('history') : note(countersText(counters)),
    (scores.length > 1 || counters.length > 1) && table(details),
  ];
}

function note(text) {
  return h('p', { class: 'muted' }, text);
}

function scoresText([only]) {
  return only
    ? t('model.history.run', {
        date: day(only[0]),
        rank: count(only[1]),
        influence: fixed(only[2]),
      })
    : t('model.history.unranked');
}

function countersText([only]) {
  return only ? t('model.history.one', { date: day(only[0]) }) : t('model.history.none');
}

// table: a row a day; what has no line has no column.
function table(details) {
  const lines = LINES.filter(([, list]) => details[list].length > 1);
  const days = new Map();
  lines.forEach((line, i) => {
    for (const [date, value] of pointsOf(details, line)) {
      days.has(date) ||
        days.set(
          date,
          lines.map(() => null),
        );
      days.get(date)[i] = value;
    }
  });
  const text = ([, , , { format = count }], value) => (value === null ? DASH : format(value));
  return h(
    'details',
    {},
    h('summary', {}, t('model.history.table')),
    h(
      'table',
      { class: 'node-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['model.history.day', ...lines.map(([key]) => key)].map((key, i) =>
            h('th', { scope: 'col', class: i ? 'number' : null }, t(key)),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        [...days]
          .sort(([a], [b]) => b - a)
          .map(([date, values]) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, day(date)),
              values.map((value, i) => h('td', { class: 'number' }, text(lines[i], value))),
            ),
          ),
      ),
    ),
  );
}
