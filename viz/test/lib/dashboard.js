// The dashboard's data files for an ecosystem, computed here from its models and
// edges as the views of llmeco would: rankings, their top models, growth,
// licence conflicts, checks.

import { random } from './ecosystem.js';

export const KEPT = 100;
const LANGUAGES = {
  en: ['English', '英语'],
  zh: ['Chinese', '中文'],
  fr: ['French', '法语'],
  de: ['German', '德语'],
  es: ['Spanish', '西班牙语'],
  ja: ['Japanese', '日语'],
  ko: ['Korean', '韩语'],
  ru: ['Russian', '俄语'],
  pt: ['Portuguese', '葡萄牙语'],
  ar: ['Arabic', '阿拉伯语'],
  xx: [null, null],
};
const FAMILIES = {
  'apache-2.0': 'permissive',
  mit: 'permissive',
  llama3: 'llama',
  'cc-by-nc-4.0': 'non-commercial',
  gemma: 'gemma',
  other: 'other',
};

const sum = (list) => list.reduce((total, m) => total + m.influence, 0);
const author = (m) => (m.name.includes('/') ? m.name.slice(0, m.name.indexOf('/')) : null);

/** groups: {key: [models in order of rank]} of a ranking. */
export function groups(eco, ranking) {
  const found = new Map();
  for (const m of eco.models.filter((one) => one.rank !== null)) {
    const keys = {
      language: m.languages,
      author: [author(m)],
      org_type: [m.org_type],
      task: [m.task],
    }[ranking];
    for (const key of keys.filter((k) => k !== null)) {
      found.set(key, [...(found.get(key) ?? []), m]);
    }
  }
  return found;
}

function reasonOf(kind, n) {
  return kind === 'user'
    ? 'individual'
    : kind === null
      ? 'not known whether an organization'
      : n > 100
        ? 'more than 100 models'
        : null;
}

function ranking(eco, name) {
  const rows = [...groups(eco, name)]
    .map(([key, models]) => ({
      ranking: name,
      key,
      influence: sum(models),
      models: models.length,
      entries: 1,
      ...(name === 'language' && { name: LANGUAGES[key][0], name_zh: LANGUAGES[key][1] }),
      ...(name === 'author' && {
        name: models[0].author_full_name,
        kind: models[0].author_kind,
        org_type: models[0].org_type,
        reason: reasonOf(models[0].author_kind, models.length),
      }),
    }))
    .sort((a, b) => b.influence - a.influence || (a.key < b.key ? -1 : 1));
  let rank = 0;
  rows.forEach((row, i) => {
    row.place = i + 1;
    row.rank = row.reason ? null : ++rank;
  });
  if (name !== 'author') {
    return rows;
  }
  const kept = rows.filter((row) => row.place <= KEPT || (row.rank !== null && row.rank <= KEPT));
  const rest = new Map();
  for (const row of rows.filter((one) => !kept.includes(one))) {
    const all = rest.get(row.reason) ?? {
      ranking: name,
      key: null,
      reason: row.reason,
      influence: 0,
      models: 0,
      entries: 0,
      rank: null,
      place: null,
    };
    all.influence += row.influence;
    all.models += row.models;
    all.entries += 1;
    rest.set(row.reason, all);
  }
  return [...kept, ...rest.values()];
}

function tops(eco, rankings) {
  const top = (name, key, models) =>
    models.slice(0, name === 'all' ? 100 : 10).map((m, i) => ({
      ranking: name,
      key,
      place: i + 1,
      name: m.name,
      influence: m.influence,
      rank: m.rank,
    }));
  const byRanking = Object.fromEntries(
    ['language', 'author', 'org_type', 'task'].map((name) => [name, groups(eco, name)]),
  );
  return [
    ...rankings
      .filter((row) => row.key !== null)
      .flatMap((row) => top(row.ranking, row.key, byRanking[row.ranking].get(row.key))),
    ...top(
      'all',
      null,
      eco.models.filter((m) => m.rank !== null),
    ),
  ];
}

const FLOORS = { downloads: 1000, likes: 100 };

function rising(eco, rand) {
  const all = ['downloads', 'likes', 'rank'].flatMap((measure) =>
    [7, 30].map((days) =>
      eco.models
        .filter((m) => !m.is_stub && m.rank !== null)
        .map((m) => {
          const now = measure === 'rank' ? m.rank : m[measure];
          const before =
            measure === 'rank'
              ? m.rank + Math.floor(rand() * 50 * days)
              : Math.floor(now * (1 - rand() * 0.01 * days));
          return {
            measure,
            days,
            name: m.name,
            author: author(m),
            task: m.task,
            before,
            now,
            gain: Math.abs(now - before),
            percent:
              measure === 'rank'
                ? null
                : Math.round((1000 * (now - before)) / Math.max(before, FLOORS[measure])) / 10,
            since: 20089 - days,
          };
        })
        .filter((m) => m.gain > 0),
    ),
  );
  const first = (list, key) =>
    [...list]
      .sort((a, b) => b[key] - a[key] || b.gain - a.gain || (a.name < b.name ? -1 : 1))
      .slice(0, 100)
      .map((m, i) => ({ ...m, place: i + 1 }));
  return all.flatMap((list) => [
    ...first(list, 'gain'),
    ...(list[0].percent === null
      ? []
      : first(list, 'percent').map((m) => ({ ...m, measure: `${m.measure}_percent` }))),
  ]);
}

function conflicts({ models, edges }) {
  const family = (m) => FAMILIES[m.license];
  const found = edges
    .map((e) => ({ a: models[e.parent], m: models[e.child], relation: e.relation }))
    .filter(
      ({ a, m }) => family(a) === 'non-commercial' && ['permissive', 'gemma'].includes(family(m)),
    )
    .map(({ a, m, relation }) => ({
      name: m.name,
      license: m.license,
      family: family(m),
      ancestor: a.name,
      ancestor_license: a.license,
      ancestor_family: family(a),
      depth: 1,
      path: JSON.stringify([a.name, m.name]),
      relation: JSON.stringify([relation]),
      influence: m.influence,
    }));
  const [first] = found;
  if (first) {
    found.push({
      ...first,
      depth: 2,
      ancestor: 'far/Ancestor',
      path: JSON.stringify(['far/Ancestor', first.ancestor, first.name]),
      relation: JSON.stringify(['merge', 'finetune']),
    });
  }
  return found.sort((a, b) => b.influence - a.influence || (a.name < b.name ? -1 : 1));
}

function kinds(list) {
  const found = new Map();
  for (const { ancestor_family: from, family } of list) {
    const key = `${from} ${family}`;
    found.set(key, {
      ancestor_family: from,
      family,
      conflicts: (found.get(key)?.conflicts ?? 0) + 1,
    });
  }
  return [...found.values()];
}

function quality({ models }) {
  const check = (name, severity, description, fits) => {
    const found = models.filter(fits);
    return {
      check_name: name,
      severity,
      objects: found.length,
      total: models.length,
      share: found.length / models.length,
      example: JSON.stringify(found.slice(0, 10).map((m) => m.name)),
      description,
    };
  };
  return [
    check(
      'models_without_license',
      'warning',
      'Models that give no licence',
      (m) => m.license === null,
    ),
    check('stubs', 'info', 'Models known only by name', (m) => m.is_stub),
    check('hostile_names', 'error', 'Names with <b>markup</b>', (m) => m.name.includes('<')),
    check(
      'negative_downloads',
      'error',
      'Models with fewer than no downloads',
      (m) => m.downloads < 0,
    ),
  ];
}

const COLUMNS = {
  rankings: [
    ['ranking', 'dict'],
    ['key', 'text'],
    ['name', 'text'],
    ['name_zh', 'text'],
    ['kind', 'dict'],
    ['org_type', 'dict'],
    ['influence', 'f64'],
    ['models', 'i32'],
    ['entries', 'i32'],
    ['rank', 'i32'],
    ['place', 'i32'],
    ['reason', 'dict'],
  ],
  tops: [
    ['ranking', 'dict'],
    ['key', 'dict'],
    ['name', 'dict'],
    ['influence', 'f64'],
    ['rank', 'i32'],
  ],
  rising: [
    ['measure', 'dict'],
    ['days', 'i32'],
    ['place', 'i32'],
    ['name', 'dict'],
    ['author', 'dict'],
    ['task', 'dict'],
    ['before', 'f64'],
    ['now', 'f64'],
    ['gain', 'f64'],
    ['percent', 'f64'],
    ['since', 'day'],
  ],
  conflicts: [
    ['name', 'text'],
    ['license', 'dict'],
    ['family', 'dict'],
    ['ancestor', 'dict'],
    ['ancestor_license', 'dict'],
    ['ancestor_family', 'dict'],
    ['depth', 'i32'],
    ['path', 'text'],
    ['relation', 'dict'],
    ['influence', 'f64'],
  ],
  conflict_kinds: [
    ['ancestor_family', 'dict'],
    ['family', 'dict'],
    ['conflicts', 'i32'],
  ],
  quality: [
    ['check_name', 'text'],
    ['severity', 'dict'],
    ['objects', 'f64'],
    ['total', 'f64'],
    ['share', 'f64'],
    ['example', 'text'],
    ['description', 'text'],
  ],
};

/** withDashboard: the ecosystem, its models with languages, and the data files of the dashboard. */
export function withDashboard(eco, { seed = 1 } = {}) {
  const rand = random(seed);
  const codes = Object.keys(LANGUAGES);
  const models = eco.models.map((m) => ({
    ...m,
    languages: m.is_stub ? [] : codes.filter((_, i) => rand() < 0.7 / (i + 1)),
  }));
  const full = { ...eco, models };
  const rankings = ['language', 'author', 'org_type', 'task'].flatMap((name) =>
    ranking(full, name),
  );
  const found = conflicts(full);
  const rows = {
    rankings,
    tops: tops(full, rankings),
    rising: rising(full, rand),
    conflicts: found,
    conflict_kinds: kinds(found),
    quality: quality(full),
  };
  return {
    ...full,
    dashboard: rows,
    tables: [
      ...(eco.tables ?? []),
      ...Object.entries(rows).map(([name, list]) => ({ name, columns: COLUMNS[name], rows: list })),
    ],
  };
}
