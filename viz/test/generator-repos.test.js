// The data files of GitHub projects against what is in the tables.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test as nodeTest } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';
import { readData } from './lib/decode.js';

const viz = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const program = process.env.LLMECO_VIZ || join(viz, 'llmeco-viz');
const DATABASE = 'llmeco_viz_repos';
const HOSTILE = '</script><img src=x onerror=alert(1)>';
const skip = process.env.PGHOST ? false : 'PGHOST does not name a server with the extension';
const test = (name, body) => nodeTest(name, { skip, timeout: 120000 }, body);
const dir = mkdtempSync(join(tmpdir(), 'llmeco-viz-repos-'));

function write(output) {
  const run = spawnSync(
    program,
    ['--site', join(dir, 'front'), '-q', '-o', join(dir, output), '-d', DATABASE],
    { encoding: 'utf8' },
  );
  assert.equal(run.status, 0, run.stderr);
  return join(dir, output, 'data');
}

let data;
if (!skip) {
  mkdirSync(join(dir, 'front'));
  writeFileSync(join(dir, 'front/index.html'), '<!doctype html>\n');
  createDatabase(DATABASE);
  psql(
    DATABASE,
    `
    INSERT INTO llmeco.repos (repo_id, name) VALUES (5, 'acme/full'), (40, 'b/little'),
      (41, 'c/none'), (6, 'A/other');
    INSERT INTO llmeco.repo_metrics (repo_id, month, metric, value)
      SELECT 5, m::date, k, round((random() * 100)::numeric, 2)::float8
        FROM generate_series(timestamp '2023-01-01', '2024-03-01', '1 month') m,
             unnest('{openrank,activity,attention,stars,technical_fork,issues_new,issues_closed,
                      change_requests,participants,bus_factor}'::text[]) k
       WHERE NOT (k = 'stars' AND m = '2023-06-01');
    INSERT INTO llmeco.repo_metrics (repo_id, month, metric, value) VALUES
      (40, '2024-01-01', 'stars', 3), (40, '2024-03-01', 'stars', float8 '0.1' + float8 '0.2'),
      (6, '2024-01-01', 'openrank', 1e6);
    INSERT INTO llmeco.repo_durations (repo_id, month, metric, avg, quantile_1, quantile_2,
      quantile_3, levels) VALUES
      (5, '2024-01-01', 'issue_response_time', 4.5, 1, 2, 3, '{1,2,3,4}'),
      (5, '2024-03-01', 'issue_response_time', NULL, NULL, NULL, NULL, '{9,0,0,1}');
    INSERT INTO llmeco.repo_labels (repo_id, label_id, name, provenance) VALUES
      (5, ':b', $x$${HOSTILE}$x$, 'file'), (5, ':a', NULL, 'meta');
    INSERT INTO llmeco.repo_contributors (repo_id, month, metric, login, value) VALUES
      (5, '2024-02-01', 'activity_details', $x$${HOSTILE}$x$, 2.5),
      (5, '2024-03-01', 'activity_details', 'ann', 7.25),
      (5, '2024-03-01', 'bus_factor_detail', 'ann', 1);
    INSERT INTO llmeco.developer_links VALUES (5, 2.5, 3, NULL, 'ann', 'bob');
    INSERT INTO llmeco.repo_links VALUES (5, 0.5, 7, 8, 'acme/full', 'x/y');
    INSERT INTO llmeco.authors (author_id, name, github_login) VALUES (1, 'Acme', 'ACME');
    INSERT INTO llmeco.models (model_id, name, author_id, fetched_at)
      SELECT 1000 + i, 'Acme/m' || i, 1, now() FROM generate_series(1, 120) i;
    INSERT INTO llmeco.models (model_id, name, author_id, fetched_at) VALUES
      (1, 'Acme/FULL', 1, now()), (2, $x$Acme/${HOSTILE}$x$, 1, now());
    DO 'BEGIN PERFORM llmeco_update_influence(); END';`,
  );
  data = write('site');
}
after(() => {
  rmSync(dir, { recursive: true, force: true });
  if (!skip) {
    dropDatabase(DATABASE);
  }
});

const all = (id) =>
  Object.fromEntries(
    Object.entries(readData(join(data, `repo/${id}.js`)).columns).map(([name, [text]]) => [
      name,
      JSON.parse(text),
    ]),
  );
const close = (a, b, why) =>
  assert.ok(a === b || Math.abs(a - b) <= 1e-9 * Math.abs(b), `${why}: ${a}, not ${b}`);

test('a row for each repository with data, by OpenRank of 12 months, and a file for each', () => {
  const { columns } = readData(join(data, 'repos.js'));
  assert.deepEqual(columns.repo, ['A/other', 'acme/full', 'b/little']);
  assert.deepEqual(
    readdirSync(join(data, 'repo')).sort(),
    columns.repo_id.map((id) => `${id}.js`).sort(),
  );
  const rows = select(
    DATABASE,
    'SELECT repo, code_quality, community, impact, maintenance, month FROM llmeco.repo_scores',
  );
  columns.repo.forEach((name, i) => {
    const row = rows.find((one) => one.repo === name);
    for (const score of ['code_quality', 'community', 'impact', 'maintenance']) {
      assert.equal(
        columns[score][i],
        row[score] === null ? null : Number(row[score].toFixed(1)),
        `${name} ${score}`,
      );
    }
    assert.equal(new Date(columns.month[i] * 864e5).toISOString().slice(0, 10), row.month);
  });
  const [sum] = select(
    DATABASE,
    `SELECT sum(value) AS s, max(value) FILTER (WHERE month = '2024-03-01') AS last
    FROM llmeco.repo_metrics WHERE repo_id = 5 AND metric = 'openrank' AND month > '2023-03-01'`,
  );
  close(columns.openrank_12_months[1], sum.s, '12 months');
  assert.equal(columns.openrank[1], sum.last);
  assert.deepEqual(JSON.parse(columns.labels[1]), [
    [':a', ':a'],
    [':b', HOSTILE],
  ]);
  assert.deepEqual(JSON.parse(columns.recent[2]), { stars: [3, 0.30000000000000004] });
});

test('every month of every series, 0 where there is none; times with their gaps', () => {
  const { series, times } = all(5);
  const first = 2023 * 12;
  for (const [metric, [start, values]] of Object.entries(series)) {
    assert.deepEqual([start, values.length], [first, 15], metric);
    const known = new Map(
      select(
        DATABASE,
        `SELECT to_char(month, 'YYYY-MM') AS m, value FROM llmeco.repo_metrics WHERE repo_id = 5
          AND metric = '${metric}'`,
      ).map((r) => [r.m, r.value]),
    );
    values.forEach((value, i) =>
      assert.equal(
        value,
        known.get(`${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`) ?? 0,
        metric,
      ),
    );
  }
  assert.equal(Object.keys(series).length, 10);
  assert.equal(series.stars[1][5], 0);
  assert.deepEqual(times, {
    issue_response_time: [
      [2024 * 12, 4.5, 1, 2, 3, 10],
      [2024 * 12 + 2, null, null, null, null, 10],
    ],
  });
});

test('score parts with weight, value and inputs', () => {
  const parts = select(
    DATABASE,
    'SELECT score, part, weight, value, inputs FROM llmeco.repo_score_parts WHERE repo_id = 5 ' +
      'ORDER BY score COLLATE "C", part COLLATE "C"',
  );
  const read = all(5).parts;
  assert.equal(read.length, 12);
  parts.forEach(({ score, part, weight, value, inputs }, i) => {
    assert.deepEqual(read[i].slice(0, 3), [score, part, weight]);
    assert.ok(value === null ? read[i][3] === null : Math.abs(read[i][3] - value) <= 5e-5);
    assert.deepEqual(read[i][4], inputs);
  });
});

test('people, networks and models; hostile names are text', () => {
  const { people, developers, neighbours, models } = all(5);
  assert.deepEqual(people, [
    ['ann', 7.25, 1, 2024 * 12 + 2, 1],
    [HOSTILE, 2.5, 1, 2024 * 12 + 1, 0],
  ]);
  assert.deepEqual(developers, [['ann', 'bob', 2.5, 3, null]]);
  assert.deepEqual(neighbours, [['acme/full', 'x/y', 0.5, 7, 8]]);
  const [n, list] = models;
  assert.deepEqual([n, list.length, list[0][0], list[0][1]], [122, 100, 'Acme/FULL', 1]);
  const ranks = new Map(
    select(DATABASE, 'SELECT name, rank, influence FROM llmeco.leaderboard').map((r) => [
      r.name,
      r,
    ]),
  );
  list.slice(1).forEach(([name, same, influence], i) => {
    assert.equal(same, 0);
    assert.equal(influence, Number(ranks.get(name).influence.toFixed(2)));
    assert.ok(i === 0 || ranks.get(list[i][0]).rank < ranks.get(name).rank);
  });
  for (const file of ['repos.js', 'repo/5.js']) {
    assert.ok(!readFileSync(join(data, file), 'utf8').includes('<img'));
  }
  const { parts, ...little } = readData(join(data, 'repo/40.js')).columns;
  assert.deepEqual(little, {
    series: ['{ "stars" : [24288, [3, 0, 0.30000000000000004]] }'],
    times: [null],
    people: [null],
    developers: [null],
    neighbours: [null],
    models: [null],
  });
  assert.equal(JSON.parse(parts[0]).length, 12);
});

test('the same data give the same bytes', () => {
  const again = write('again');
  for (const file of [
    'repos.js',
    ...readdirSync(join(data, 'repo')).map((name) => `repo/${name}`),
  ]) {
    assert.equal(
      readFileSync(join(again, file), 'latin1'),
      readFileSync(join(data, file), 'latin1'),
      file,
    );
  }
});
