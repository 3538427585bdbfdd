// The dashboard's data files from a real server: each against SQL over the tables, added up here.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test as nodeTest } from 'node:test';
import { fileURLToPath } from 'node:url';
import { en } from '../site/js/i18n/en.js';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';
import { readData } from './lib/decode.js';
import { rows } from './lib/rows.js';

const program =
  process.env.LLMECO_VIZ ||
  join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'llmeco-viz');
const DATABASE = 'llmeco_viz_rankings';
const KEPT = 100;
const skip = process.env.PGHOST ? false : 'PGHOST does not name a server with the extension';
const test = (name, body) => nodeTest(name, { skip, timeout: 120000 }, body);

let dir;
let models;

before(() => {
  if (skip) {
    return;
  }
  dir = mkdtempSync(join(tmpdir(), 'llmeco-viz-'));
  mkdirSync(join(dir, 'front-end'));
  writeFileSync(join(dir, 'front-end/index.html'), '');
  createDatabase(DATABASE);
  psql(DATABASE, [...rows(4000, 3)].join(''));
  // languages, an author of more than 100 models, one that is not listed
  psql(
    DATABASE,
    `
    UPDATE llmeco.models
      SET languages =
        (ARRAY['{en,zh}', '{eng}', '{fr,en,en}', '{}', '{qqq}'])[1 + model_id % 5]::text[];
    UPDATE llmeco.models
      SET author_id = (SELECT min(author_id) FROM llmeco.authors WHERE kind = 'organization')
      WHERE model_id % 20 = 3;
    UPDATE llmeco.models SET removed_at = now()
      WHERE model_id = (SELECT model_id FROM llmeco.influence WHERE rank = 3);
    INSERT INTO llmeco.rising (measure, days, place, since, model_id, before, now, gain, percent)
      SELECT measure, days, i.rank, date '2025-05-01' - days, i.model_id, 1000, 1900 - i.rank,
        900 - i.rank, CASE WHEN measure <> 'rank' THEN (900 - i.rank) / 9.7 END
        FROM unnest('{downloads,likes,rank,downloads_all_time,downloads_percent,likes_percent}'
          ::text[]) measure, unnest('{7,30}'::int[]) days, llmeco.influence i WHERE i.rank <= 150;
    SELECT FROM llmeco_update_rankings();
    SELECT llmeco_update_checks();`,
  );
  const run = spawnSync(
    program,
    ['--site', join(dir, 'front-end'), '-d', DATABASE, '-o', join(dir, 'site')],
    { encoding: 'utf8' },
  );
  assert.equal(run.status, 0, run.stderr);
  models = select(
    DATABASE,
    `
    SELECT m.name, m.task, m.languages, a.name AS author, a.full_name, a.kind, a.org_type,
      i.influence, i.rank
      FROM llmeco.influence i JOIN llmeco.models m USING (model_id)
      LEFT JOIN llmeco.authors a USING (author_id)
     WHERE m.removed_at IS NULL ORDER BY i.rank`,
  );
});

after(() => {
  if (!skip) {
    rmSync(dir, { recursive: true, force: true });
    dropDatabase(DATABASE);
  }
});

/** grouped: [key, models] of a ranking, the most influence first. */
function grouped(keysOf) {
  const found = new Map();
  for (const m of models) {
    for (const key of new Set(keysOf(m))) {
      found.set(key, [...(found.get(key) ?? []), m]);
    }
  }
  const total = (list) => list.reduce((sum, m) => sum + m.influence, 0);
  return [...found]
    .map(([key, list]) => ({ key, list, influence: total(list) }))
    .sort((a, b) => b.influence - a.influence);
}

const present = (value) => (value === null ? [] : [value]);
const keysOf = {
  language: (m) => m.languages.map((code) => (code === 'eng' ? 'en' : code)),
  author: (m) => present(m.author),
  org_type: (m) => present(m.org_type),
  task: (m) => present(m.task),
};

/** records: the rows of data/NAME.js as objects. */
function records(name) {
  const { rows: count, columns } = readData(join(dir, `site/data/${name}.js`));
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([c, values]) => [c, values[row]])),
  );
}

const close = (a, b) => assert.ok(Math.abs(a - b) <= 0.0051, `${a} ${b}`);

for (const ranking of ['language', 'org_type', 'task']) {
  test(`${ranking}: every entry with influence and number of models`, () => {
    const got = records('rankings').filter((row) => row.ranking === ranking);
    const wanted = grouped(keysOf[ranking]);
    assert.ok(wanted.length >= 4);
    assert.deepEqual(
      got.map((row) => [row.key, row.models, row.rank, row.place, row.entries]),
      wanted.map(({ key, list }, i) => [key, list.length, i + 1, i + 1, 1]),
    );
    got.forEach((row, i) => close(row.influence, wanted[i].influence));
    if (ranking === 'language') {
      assert.deepEqual(
        got.filter((row) => row.key === 'zh').map((row) => [row.name, row.name_zh]),
        [['Chinese', '中文']],
      );
      assert.deepEqual(
        got.filter((row) => row.key === 'qqq').map((row) => row.name),
        [null],
      );
    }
  });
}

test('author: the first of those with a rank, the first of all, and what is left by reason', () => {
  const got = records('rankings').filter((row) => row.ranking === 'author');
  const reason = ({ list }) =>
    list[0].kind === 'user'
      ? 'individual'
      : list[0].kind === null
        ? 'not known whether an organization'
        : list.length > 100
          ? 'more than 100 models'
          : null;
  const all = grouped(keysOf.author).map((entry, i) => ({
    ...entry,
    place: i + 1,
    reason: reason(entry),
  }));
  const ranked = all.filter((entry) => entry.reason === null);
  assert.equal(all.filter((entry) => entry.reason === 'more than 100 models').length, 1);
  const kept = all.filter(
    (entry) => entry.place <= KEPT || ranked.indexOf(entry) in Array(KEPT).fill(0),
  );
  assert.ok(kept.length > KEPT && kept.length < 2 * KEPT);
  assert.deepEqual(
    got
      .filter((row) => row.key !== null)
      .map((row) => [
        row.key,
        row.name,
        row.kind,
        row.org_type,
        row.models,
        row.place,
        row.rank,
        row.reason,
      ]),
    kept.map((e) => [
      e.key,
      e.list[0].full_name,
      e.list[0].kind,
      e.list[0].org_type,
      e.list.length,
      e.place,
      e.reason ? null : ranked.indexOf(e) + 1,
      e.reason,
    ]),
  );
  const rest = all.filter((entry) => !kept.includes(entry));
  const left = got.filter((row) => row.key === null);
  assert.deepEqual(
    left.map((row) => row.reason).sort(),
    [...new Set(rest.map((entry) => entry.reason))].sort(),
  );
  for (const row of left) {
    const of = rest.filter((entry) => entry.reason === row.reason);
    assert.deepEqual(
      [row.entries, row.models],
      [of.length, of.reduce((n, entry) => n + entry.list.length, 0)],
    );
    close(
      row.influence,
      of.reduce((sum, entry) => sum + entry.influence, 0),
    );
  }
});

test('the ten most influential models of each entry, and the hundred of all', () => {
  const got = records('tops');
  const listed = new Set(
    records('rankings')
      .filter((row) => row.ranking === 'author')
      .map((row) => row.key),
  );
  for (const ranking of Object.keys(keysOf)) {
    const wanted = grouped(keysOf[ranking]).filter(
      ({ key }) => ranking !== 'author' || listed.has(key),
    );
    assert.equal(
      new Set(got.filter((row) => row.ranking === ranking).map((row) => row.key)).size,
      wanted.length,
    );
    for (const { key, list } of wanted) {
      const top = got.filter((row) => row.ranking === ranking && row.key === key);
      assert.deepEqual(
        top.map((row) => [row.name, row.rank]),
        list.slice(0, 10).map((m) => [m.name, m.rank]),
        key,
      );
      top.forEach((row, i) => close(row.influence, list[i].influence));
    }
  }
  assert.deepEqual(
    got.filter((row) => row.ranking === 'all').map((row) => [row.key, row.name]),
    models.slice(0, 100).map((m) => [null, m.name]),
  );
});

const MOST = 500;

test('rising models: the first hundred of each measure and time', () => {
  const wanted = select(
    DATABASE,
    `SELECT measure, days, place, name, author, task, before, now, gain,
      round(percent::numeric, 1)::float8 AS percent, since - DATE '1970-01-01' AS since
    FROM llmeco.rising_models WHERE place <= 100 AND measure <> 'downloads_all_time'
    ORDER BY measure COLLATE "C", days, place`,
  );
  assert.ok(wanted.some((one) => one.measure === 'likes_percent' && one.percent > 0));
  assert.deepEqual(records('rising'), wanted);
});

test('licence conflicts: those of most influence with their paths, how many of each kind', () => {
  const all = select(DATABASE, 'SELECT * FROM llmeco.license_conflicts');
  assert.ok(all.length > 10);
  const text = (c) =>
    JSON.stringify([
      c.name,
      c.license,
      c.family,
      c.ancestor,
      c.ancestor_license,
      c.ancestor_family,
      c.depth,
      c.path,
      c.relation,
    ]);
  const got = records('conflicts').map((c) => ({
    ...c,
    path: JSON.parse(c.path),
    relation: JSON.parse(c.relation),
  }));
  const wanted = [...all].sort((a, b) => (b.influence ?? -1) - (a.influence ?? -1)).slice(0, MOST);
  assert.deepEqual(got.map(text).sort(), wanted.map(text).sort());
  got.forEach((c, i) => close(c.influence, wanted[i].influence));
  const kinds = {};
  all.forEach((c) => {
    kinds[`${c.ancestor_family} ${c.family}`] =
      (kinds[`${c.ancestor_family} ${c.family}`] ?? 0) + 1;
  });
  assert.deepEqual(
    Object.fromEntries(
      records('conflict_kinds').map((k) => [`${k.ancestor_family} ${k.family}`, k.conflicts]),
    ),
    kinds,
  );
});

test('checks of the data', () => {
  const wanted = select(
    DATABASE,
    'SELECT check_name, severity, objects, total, share, example, description ' +
      'FROM llmeco.data_quality ORDER BY check_name COLLATE "C"',
  );
  assert.ok(wanted.length > 0);
  // each has words of the site's own: else a Chinese page says it in English
  assert.deepEqual(
    wanted.map((c) => c.check_name).filter((name) => !(`check.${name}` in en)),
    [],
  );
  assert.deepEqual(
    records('quality').map((c) => ({ ...c, example: JSON.parse(c.example ?? '[]') })),
    wanted.map((c) => ({ ...c, example: c.example ?? [] })),
  );
});
