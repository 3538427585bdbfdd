// Made-up GitHub projects from a seed as data files, with the awkward cases in them: all metrics,
// no score, months without times, hostile names where GitHub or the Hub would allow any.

import { random } from './ecosystem.js';

export const HOSTILE = '</script><img src=x onerror=alert(1)>';
export const SCORES = ['code_quality', 'community', 'impact', 'maintenance'];
export const LAST = 2024 * 12 + 10; // 2024-11
const MONTHS = 40;
const PARTS = {
  code_quality: [
    ['change_requests', 0.4],
    ['issues', 0.3],
    ['reviews', 0.3],
  ],
  community: [
    ['bus_factor', 0.4],
    ['growth', 0.3],
    ['response', 0.3],
  ],
  impact: [
    ['attention', 0.3],
    ['forks', 0.3],
    ['stars', 0.4],
  ],
  maintenance: [
    ['continuity', 0.3],
    ['frequency', 0.4],
    ['stability', 0.3],
  ],
};
const COUNTS = {
  stars: 400,
  technical_fork: 60,
  issues_new: 50,
  issues_closed: 40,
  issue_comments: 300,
  change_requests: 80,
  change_requests_accepted: 60,
  change_requests_reviews: 90,
  code_change_lines_add: 9000,
  code_change_lines_remove: 5000,
  participants: 70,
  new_contributors: 9,
  inactive_contributors: 30,
  bus_factor: 12,
};
const VALUES = { openrank: 90, activity: 400, attention: 300 };
const TIMES = [
  'issue_response_time',
  'issue_resolution_duration',
  'change_request_response_time',
  'change_request_resolution_duration',
];
const LABELS = [
  [':technology/ai', 'Artificial Intelligence'],
  [':technology/ai/model', 'Artificial Intelligence - Model'],
  [':technology/ai/tool', 'Artificial Intelligence - Tool'],
  [':evil', HOSTILE],
];

const round = (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits;

/** inputs: of the parts, as SQL gives them. */
function inputs(part, s, known) {
  const last = (metric, n) => s[metric]?.slice(-n) ?? null;
  const sum = (metric) => last(metric, 12)?.reduce((a, b) => a + b, 0) ?? null;
  return {
    change_requests: {
      opened: sum('change_requests'),
      accepted: sum('change_requests_accepted'),
      days_to_resolve: known ? 12.345678 : null,
    },
    issues: {
      opened: sum('issues_new'),
      closed: sum('issues_closed'),
      days_to_resolve: known ? 3.5 : null,
    },
    reviews: { change_requests: sum('change_requests'), reviews: sum('change_requests_reviews') },
    bus_factor: { bus_factor: s.bus_factor?.at(-1) ?? null },
    growth: { people: last('participants', 12), mean_growth: known ? 0.034567 : null },
    response: { answered: known ? 200 : null, within_3_days: known ? 150 : null },
    stars: {
      months: last('stars', 6),
      mean_growth: known ? -0.02 : null,
      growth: known ? 0.5 : null,
    },
    attention: {
      months: last('attention', 6),
      mean_growth: known ? 0.1 : null,
      growth: known ? -0.25 : null,
    },
    forks: { months: last('technical_fork', 6), growth: known ? 0.05 : null },
    frequency: { months: last('activity', 6), growth: known ? 0.12 : null },
    stability: {
      months: last('activity', 6),
      variance_first_half: known ? 1234.5678 : null,
      variance_second_half: known ? 12 : null,
      mean: known ? 55 : null,
      standard_deviation: known ? 5 : null,
    },
    continuity: {
      months: last('activity', 6),
      growth: known ? 0.12 : null,
      drops: known ? 1 : null,
    },
  }[part];
}

function project(rand, id, name, { missing = false, full = false } = {}) {
  const months = missing ? 5 : MONTHS;
  const series = {};
  const draw = (metric, most, digits) => {
    series[metric] = Array.from({ length: months }, () => round(rand() * most, digits));
  };
  for (const [metric, most] of Object.entries(
    missing ? { stars: 20, technical_fork: 3 } : COUNTS,
  )) {
    draw(metric, most, 0);
  }
  for (const [metric, most] of Object.entries(missing ? { attention: 30 } : VALUES)) {
    draw(metric, most * (full ? 2 : rand()), 2);
  }
  const first = LAST - months + 1;
  const times = missing
    ? {}
    : Object.fromEntries(
        TIMES.map((metric) => [
          metric,
          Array.from({ length: months }, (_, i) => {
            const [low, mid, high] = [rand() * 2, 2 + rand() * 3, 5 + rand() * 20].map((v) =>
              round(v, 2),
            );
            // OpenDigger has negative times, which are NULL here, and months without any
            return i % 7 === 3
              ? null
              : i % 5 === 2
                ? [first + i, null, null, null, null, 9]
                : [first + i, round(mid + 1, 2), low, mid, high, 10];
          }).filter(Boolean),
        ]),
      );
  const parts = SCORES.flatMap((score) =>
    PARTS[score].map(([part, weight], i) => {
      const known = missing
        ? score === 'impact' && part !== 'attention'
        : !(score === 'community' && i === 2);
      return [
        score,
        part,
        weight,
        known ? round(rand() * 100, 4) : null,
        inputs(part, series, known),
      ];
    }),
  );
  const scoreOf = (score) => {
    const known = parts.filter((part) => part[0] === score && part[3] !== null);
    return known.length
      ? round(
          known.reduce((sum, [, , weight, value]) => sum + weight * value, 0) /
            known.reduce((sum, [, , weight]) => sum + weight, 0),
          2,
        )
      : null;
  };
  const logins = full
    ? ['ann', 'bob', 'cyd[bot]', HOSTILE, ...Array.from({ length: 16 }, (_, i) => `user-${i}`)]
    : [];
  return {
    id,
    name,
    first,
    series,
    times,
    parts,
    scores: Object.fromEntries(SCORES.map((score) => [score, scoreOf(score)])),
    labels: full ? LABELS : missing ? [] : [LABELS[0], LABELS[1 + (id % 2)]],
    people: logins.map((login, i) => [
      login,
      round(200 / (i + 1), 2),
      12 - (i % 12),
      LAST - (i % 5),
      i < 3 ? 1 : 0,
    ]),
    developers: full
      ? [
          ['ann', 'bob', 9.5, 40, 20],
          ['ann', 'cyd[bot]', 3, 40, 5],
          ['bob', HOSTILE, 1.5, 20, 2],
          ['lone', 'lone', 0, 1, null],
        ]
      : null,
    neighbours: full
      ? [
          ['acme/full', 'other/repo', 7.25, 90, 33],
          ['acme/full', 'owner-2/project-2', 9, 90, 12],
          ['elsewhere/x', 'other/repo', 3, 1, 33],
          ['acme/full', `evil/${HOSTILE}`, 0.5, 90, null],
        ]
      : null,
    models: full
      ? [
          3,
          [
            ['acme/Full', 1, 12.34],
            [`acme/${HOSTILE}`, 0, 5],
            ['acme/Base-7B', 0, null],
          ],
        ]
      : null,
  };
}

/**
 * projects: [{id, name, ...}], the first with everything, the last with hardly anything, in order
 * of the list.
 */
export function projects({ seed = 1, count = 58 } = {}) {
  const rand = random(seed);
  const list = [project(rand, 7, 'acme/full', { full: true })];
  for (let i = 1; i < count; i++) {
    list.push(project(rand, 100 + i, `owner-${i}/project-${i}`));
  }
  list.push(project(rand, 3, 'zed/sparse', { missing: true }));
  const sum = (p) => p.series.openrank?.slice(-12).reduce((a, b) => a + b, 0) ?? -1;
  return [...list].sort((a, b) => sum(b) - sum(a) || (a.name < b.name ? -1 : 1));
}

const json = (value) => (value === null ? null : JSON.stringify(value));
const RECENT = [
  'openrank',
  'activity',
  'stars',
  'attention',
  'technical_fork',
  'issues_new',
  'change_requests',
  'participants',
  'new_contributors',
];

/** recent: the last six values of a metric. */
export const recent = (p, metric) => p.series[metric]?.slice(-6) ?? null;

/** repoTables: the data files of projects. */
export function repoTables(list) {
  return [
    {
      name: 'repos',
      columns: [
        ['repo_id', 'i32'],
        ['repo', 'text'],
        ['month', 'day'],
        ...[...SCORES, 'openrank', 'openrank_12_months', 'activity'].map((key) => [key, 'f64']),
        ['labels', 'text'],
        ['recent', 'text'],
      ],
      rows: list.map((p) => ({
        repo_id: p.id,
        repo: p.name,
        month: Date.UTC(Math.floor(LAST / 12), LAST % 12) / 864e5,
        ...p.scores,
        openrank: p.series.openrank?.at(-1),
        openrank_12_months: p.series.openrank?.slice(-12).reduce((a, b) => a + b, 0),
        activity: p.series.activity?.at(-1),
        labels: p.labels.length ? json(p.labels) : null,
        recent: json(
          Object.fromEntries(
            RECENT.filter((metric) => p.series[metric]).map((metric) => [
              metric,
              recent(p, metric),
            ]),
          ),
        ),
      })),
    },
    ...list.map((p) => ({
      name: `repo/${p.id}`,
      columns: ['series', 'times', 'parts', 'people', 'developers', 'neighbours', 'models'].map(
        (key) => [key, 'text'],
      ),
      rows: [
        {
          series: json(
            Object.fromEntries(
              Object.entries(p.series).map(([metric, values]) => [metric, [p.first, values]]),
            ),
          ),
          times: Object.keys(p.times).length ? json(p.times) : null,
          parts: json(p.parts),
          people: p.people.length ? json(p.people) : null,
          developers: json(p.developers),
          neighbours: json(p.neighbours),
          models: json(p.models),
        },
      ],
    })),
  ];
}

const SUMS = /^(stars|technical_fork|new_contributors|issue|change_request|code_change)/;

/** label: of a month by month, quarter or year. */
export function label(month, by) {
  const year = Math.floor(month / 12);
  return {
    month: `${year}-${String((month % 12) + 1).padStart(2, '0')}`,
    quarter: `${year}-Q${Math.floor((month % 12) / 3) + 1}`,
    year: `${year}`,
  }[by];
}

/** grouped: {label: value} of [month, value] pairs: counts add up, all else is the mean. */
export function grouped(metric, pairs, by) {
  const groups = new Map();
  for (const [month, value] of pairs) {
    const key = label(month, by);
    groups.set(key, [...(groups.get(key) ?? []), ...(value === null ? [] : [value])]);
  }
  const add = (values) => values.reduce((a, b) => a + b, 0);
  return Object.fromEntries(
    [...groups].map(([key, values]) => [
      key,
      values.length === 0
        ? null
        : SUMS.test(metric) && !/time|duration/.test(metric)
          ? add(values)
          : add(values) / values.length,
    ]),
  );
}
