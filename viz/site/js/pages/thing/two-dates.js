// A thing on two dates: which of its models there were, by when they were created, and what
// snapshots had of them; with the difference. A script of its own, which pages of authors and
// families load.

const DAY = 86400000;
const NEW = 30;
const YEAR = 365;
const DASH = '–';
// as in generator/sources.c
const KEPT = 100;

let h, t, count, day, isoDay, percent, portion, monthOf;

/**
 * draw: the two fields and their figures, null where no model has a date. use: what the page has
 * already: h, t, the formats, monthOf.
 */
export function draw(use, data, { as_of: asOf }, state, change) {
  ({ h, t, count, day, isoDay, percent, portion, monthOf } = use);
  const { kind, one, days } = data;
  const created = Array.from(one.rows, (row) => kind.models.created[row]);
  const first = created.reduce((least, at) => (at < least ? at : least), Infinity);
  if (first === Infinity || !asOf) {
    return null;
  }
  const last = Math.max(first, Math.floor(Date.parse(asOf) / DAY));
  const before = Math.max(last - YEAR, days.length > 1 ? days[0].at : first);
  const figures = h('div', {});
  const at = (key, fallback) => {
    const value = Date.parse(`${state[key]}T00:00:00Z`) / DAY;
    return Number.isNaN(value) ? fallback : value;
  };
  const show = () =>
    figures.replaceChildren(figuresOf({ ...data, created }, [at('from', before), at('to', last)]));
  const field = (key, fallback) =>
    h(
      'div',
      { class: 'field' },
      h('label', { for: `date-${key}` }, t(`thing.dates.${key}`)),
      h('input', {
        type: 'date',
        class: 'input',
        id: `date-${key}`,
        min: isoDay(first),
        max: isoDay(last),
        value: isoDay(at(key, fallback)),
        onchange: (event) => {
          state[key] = event.target.value;
          change(true);
          show();
        },
      }),
    );
  show();
  const unknown = created.filter(Number.isNaN).length;
  return [
    h('div', { class: 'dates' }, field('from', before), field('to', last)),
    figures,
    h(
      'p',
      { class: 'panel-note' },
      [
        t('thing.dates.note'),
        unknown > 0 && t('thing.dates.unknown', { n: count(unknown) }),
        countersText(days, data.snapshots),
      ]
        .filter(Boolean)
        .join(' '),
    ),
  ];
}

// countersText: says why downloads and likes do not differ, where they cannot.
function countersText(days, snapshots) {
  return days.length > 1
    ? null
    : days.length
      ? t('thing.dates.one', { date: day(days[0].at) })
      : snapshots
        ? t('thing.dates.kept', { n: count(KEPT) })
        : t('thing.dates.none');
}

function figuresOf({ name, kind, one, shares, days, created }, dates) {
  const { models } = kind;
  const until = (date) => one.rows.filter((_, i) => created[i] <= date);
  const share = (date) =>
    shares.find(([month]) => month === monthOf(date))?.[1] ??
    (monthOf(date) > shares.at(-1)[0] ? NaN : 0);
  const snapshot = (date) => days.findLast((known) => known.at <= date);
  const counters = [
    [t('thing.dates.snapshot'), dates.map((date) => snapshot(date)?.at ?? NaN), day, null],
    ...['downloads', 'likes'].map((key) => [
      t(`thing.card.${key}`),
      dates.map((date) => snapshot(date)?.[key] ?? NaN),
      count,
      count,
    ]),
  ];
  const rows = [
    [
      t(name === 'family' ? 'thing.card.descendants' : 'thing.card.models'),
      dates.map((date) => until(date).length),
      count,
      count,
    ],
    [
      t('thing.dates.new', { n: count(NEW) }),
      dates.map((date) => created.filter((on) => on > date - NEW && on <= date).length),
      count,
      count,
    ],
    name === 'family' && [
      t('thing.dates.authors'),
      dates.map((date) => new Set(until(date).map((row) => models.author(row))).size),
      count,
      count,
    ],
    shares && [
      t('thing.dates.share'),
      dates.map(share),
      (value) => (Number.isNaN(value) ? DASH : portion(value)),
      (value) => t('thing.dates.points', { n: count(Math.round(1000 * value) / 10) }),
    ],
    ...(days.length > 0 ? counters : []),
  ].filter(Boolean);
  return h(
    'table',
    { class: 'node-table dates-table', role: 'table' },
    h(
      'thead',
      {},
      h(
        'tr',
        { role: 'row' },
        h('td', {}),
        [...dates.map(day), t('thing.dates.difference')].map((label) =>
          h('th', { scope: 'col', class: 'number', role: 'columnheader' }, label),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(([label, values, format, formatDifference]) =>
        h(
          'tr',
          { role: 'row' },
          h('th', { scope: 'row', role: 'rowheader' }, label),
          [
            ...values.map((value) => format(value)),
            formatDifference && difference(values, formatDifference),
          ].map((text) => h('td', { class: 'number', role: 'cell' }, text)),
        ),
      ),
    ),
  );
}

// difference: in numbers and, of counts, in percent of the first.
function difference([before, after], format) {
  const change = after - before;
  if (Number.isNaN(change)) {
    return DASH;
  }
  const sign = change > 0 ? '+' : '';
  const text = `${sign}${format(change)}`;
  return format === count && before > 0 && change !== 0
    ? `${text} (${sign}${percent(change / before, 1)})`
    : text;
}
