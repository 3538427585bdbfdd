// llmeco-viz against a real server: every value that it writes is compared
// with SQL, and every way that it can end is tried.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test as nodeTest } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';
import { VIEWS } from '../site/js/graph/lineage.js';
import { readData, readModels } from './lib/decode.js';
import { rows } from './lib/rows.js';

const viz = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const program = process.env.LLMECO_VIZ || join(viz, 'llmeco-viz');
const DATABASE = 'llmeco_viz_test';
// for what does not depend on how much there is
const SMALL = 'llmeco_viz_small';
const EMPTY = 'llmeco_viz_empty';
const BARE = 'llmeco_viz_bare';
const HOSTILE = [
  'evil/</script><img src=x onerror=alert(1)>',
  'quotes/"\'`\\',
  'lines/a\nb\r\tc',
  'separators/\u2028\u2029',
  '智源/悟道-Émile-İ-🤗',
  'no-slash',
  ']="";alert(1);//',
  '<!--<script>',
  '{{mustache}}/%s%n',
  `long/${'x'.repeat(5000)}`,
];

// Where a server is named, what is missing is a failure.
const skip = process.env.PGHOST ? false : 'PGHOST does not name a server with the extension';
const ESCAPED = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };
const literal = (text) => `E'${text.replace(/[\\'\n\r]/g, (c) => ESCAPED[c])}'`;

// The limit ends a test that waits for what never comes; it measures nothing.
const test = (name, body) => nodeTest(name, { skip, timeout: 120000 }, body);

let dir;
let frontEnd;

function run(args, { env = {}, input = '', wrapper = null } = {}) {
  const all = ['--site', frontEnd, ...args];
  const [command, ...rest] = wrapper ? [...wrapper, program, ...all] : [program, ...all];
  return spawnSync(command, rest, {
    encoding: 'utf8',
    input,
    cwd: dir,
    env: { ...process.env, ...env },
  });
}

/** write: a run that has to succeed; returns what it printed. */
function write(output, database = DATABASE, ...args) {
  const result = run(['-o', output, '-d', database, ...args]);
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

/** contents: path to content of every file below a folder. */
function contents(folder) {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  );
}

const BLOCKED =
  "pg_stat_activity WHERE application_name = 'llmeco-viz' AND wait_event_type = 'Lock'";

/** blocked: how many llmeco-viz wait for a lock. */
function blocked() {
  return Number(psql(DATABASE, `SELECT count(*) FROM ${BLOCKED}`));
}

async function until(condition) {
  for (let i = 0; !condition(); i++) {
    assert.ok(i < 500, `never: ${condition}`);
    await setTimeout(20);
  }
}

/** lockEdges: keeps llmeco-viz from reading until the function that it resolves to is called. */
async function lockEdges() {
  const holder = spawn('psql', ['-X', '-q', '-d', DATABASE], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const end = once(holder, 'close');
  holder.stdin.write('BEGIN; LOCK llmeco.model_edges;\n');
  await until(
    () =>
      psql(
        DATABASE,
        `SELECT 1 FROM pg_locks WHERE granted AND mode = 'AccessExclusiveLock'
    AND relation = 'llmeco.model_edges'::regclass`,
      ).trim() === '1',
  );
  return () => {
    holder.stdin.end();
    return end;
  };
}

/** start: a run in the background. */
function start(output) {
  const child = spawn(program, ['--site', frontEnd, '-o', output, '-d', DATABASE], { cwd: dir });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const end = once(child, 'close').then(([status, signal]) => ({ status, signal, stderr }));
  return { process: child, end };
}

function meta(folder) {
  const context = { self: {} };
  vm.runInNewContext(readFileSync(join(folder, 'data/meta.js'), 'utf8'), context);
  return JSON.parse(JSON.stringify(context.self.llmecoData.meta));
}

function setUp() {
  dir = mkdtempSync(join(tmpdir(), 'llmeco-viz-'));
  frontEnd = join(dir, 'front-end');
  mkdirSync(join(frontEnd, 'assets/deep'), { recursive: true });
  writeFileSync(join(frontEnd, 'index.html'), '<!doctype html>\n');
  writeFileSync(join(frontEnd, 'assets/site.js'), Buffer.from([0, 1, 2, 255]));
  writeFileSync(join(frontEnd, 'assets/deep/old.css'), 'a{}');
  writeFileSync(join(frontEnd, '.hidden'), 'not part of the site');
  createDatabase(DATABASE);
  createDatabase(SMALL);
  createDatabase(EMPTY);
  createDatabase(BARE, { extension: false });
  psql(DATABASE, [...rows(3000, 7)].join(''));
  psql(SMALL, [...rows(300, 7)].join(''));
  psql(
    DATABASE,
    `
    ${HOSTILE.map(
      (name, i) => `INSERT INTO llmeco.models
        (model_id, name, task, library, license, downloads, likes, parameters, fetched_at)
      VALUES (${i === 0 ? '9007199254740993' : 1e6 + i}, ${literal(name)},
        ${literal(HOSTILE[(i + 1) % 10])}, '', ${literal(name)}, ${i}, 9007199254740991, 0,
        now());`,
    ).join('\n')}
    INSERT INTO llmeco.authors (author_id, name, full_name) VALUES
      (1000000, 'evil', ${literal(HOSTILE[0])}), (1000001, '智源', '');
    UPDATE llmeco.models SET author_id = 1000000 WHERE model_id = 9007199254740993;
    UPDATE llmeco.models SET author_id = 1000001, created_at = 'infinity' WHERE model_id = 1000004;
    UPDATE llmeco.models SET created_at = '1969-12-31 23:59:59Z' WHERE model_id = 1000005;
    UPDATE llmeco.models SET created_at = '2024-02-29 23:59:59.999Z' WHERE model_id = 1000006;
    INSERT INTO llmeco.influence_scores
      SELECT 9007199254740993, 3011, 3011, 3011, 0.125, 2.675, 1.005, 123456789.125, 1, 1;
    INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance, weight)
      SELECT 9007199254740993, model_id, 'unknown', 'manual', 0.1 FROM llmeco.models
        WHERE model_id BETWEEN 1000001 AND 1000009;
    -- the ranks of a computation before
    INSERT INTO llmeco.influence_runs OVERRIDING SYSTEM VALUE
      SELECT (jsonb_populate_record(r, '{"run_id": 0}')).* FROM llmeco.influence_runs r;
    INSERT INTO llmeco.influence_history SELECT 0, model_id, rank + model_id % 7 - 3, influence
      FROM llmeco.influence WHERE rank BETWEEN 10 AND 100;
    -- no longer listed: not in the leaderboard, still in the network
    UPDATE llmeco.models SET removed_at = now()
      WHERE model_id = (SELECT model_id FROM llmeco.influence WHERE rank = 5);
    INSERT INTO llmeco.spaces (name, removed_at) VALUES ('a/s', NULL), ('a/t', NULL),
      ('a/gone', now());
    INSERT INTO llmeco.repos (name, exported_at) VALUES ('llmeco-viz-test/read', now()),
      ('llmeco-viz-test/unread', NULL);
    INSERT INTO llmeco.refresh_runs (started_at, finished_at, sources, scope, mode, status)
      VALUES ('2025-06-01', '2025-06-02 03:04:05.6Z', '{models}', 'all', 'auto', 'complete');`,
  );
}

if (!skip) {
  setUp();
}

after(() => {
  if (skip) {
    return;
  }
  rmSync(dir, { recursive: true, force: true });
  [DATABASE, SMALL, EMPTY, BARE].forEach(dropDatabase);
});

test('the views of a network have the names that llmeco_network() has', () => {
  psql(
    DATABASE,
    `CREATE FUNCTION view_hint() RETURNS text LANGUAGE plpgsql AS $x$
      DECLARE hint text;
      BEGIN
        PERFORM llmeco_network('{a/b}', 'no view');
        RETURN NULL;
      EXCEPTION WHEN invalid_parameter_value THEN
        GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
        RETURN hint;
      END $x$`,
  );
  const [{ hint }] = select(DATABASE, 'SELECT view_hint() AS hint');
  const [, names] = /^The view is (.+)\.$/.exec(hint);
  assert.deepEqual([...VIEWS].sort(), names.split(/, | or /).sort());
});

test('every value of every model is what SQL says', () => {
  const printed = write('site');
  const { rows: count, columns, types, meta: facts, authors } = readModels(join(dir, 'site'));
  const wanted = select(
    DATABASE,
    `
    SELECT m.name, a.full_name AS author_full_name, a.kind AS author_kind, a.org_type, m.task,
           m.library, m.license, m.parameters, CASE WHEN m.created_at <> 'infinity'
             THEN floor(extract(epoch FROM m.created_at) / 86400) END AS created_at,
           m.downloads, m.likes, round(i.influence::numeric, 2) AS influence,
           round(i.self_influence::numeric, 2) AS self_influence,
           round(i.child_influence::numeric, 2) AS child_influence,
           round(i.parent_influence::numeric, 2) AS parent_influence,
           l.rank, l.rank_change, (m.fetched_at IS NULL)::int AS is_stub,
           (m.removed_at IS NOT NULL)::int AS is_removed
      FROM llmeco.models m LEFT JOIN llmeco.authors a USING (author_id)
      LEFT JOIN llmeco.influence i USING (model_id)
      LEFT JOIN llmeco.leaderboard l USING (model_id)`,
  );
  const rank = (m) => m.rank ?? Infinity;
  const byName = (a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
  wanted.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)) || byName(a, b));
  assert.equal(count, 3010);
  assert.equal(wanted.length, count);
  assert.deepEqual(Object.keys(columns), Object.keys(wanted[0]));
  for (const column of Object.keys(columns)) {
    assert.deepEqual(
      columns[column],
      wanted.map((m) => m[column]),
      column,
    );
  }
  assert.deepEqual(types, {
    name: 'text',
    task: 'dict',
    library: 'dict',
    license: 'dict',
    parameters: 'f64',
    created_at: 'day',
    downloads: 'f64',
    likes: 'f64',
    influence: 'f64',
    self_influence: 'f64',
    child_influence: 'f64',
    parent_influence: 'f64',
    rank: 'i32',
    rank_change: 'i32',
    is_stub: 'i32',
    is_removed: 'i32',
    author: 'i32',
  });
  const all = authors.columns.name.map((_, i) =>
    JSON.stringify(Object.values(authors.columns).map((c) => c[i])),
  );
  assert.equal(new Set(all).size, authors.rows);
  assert.deepEqual(authors.meta, facts);
  assert.ok(columns.rank_change.filter((places) => places !== null && places !== 0).length > 50);
  assert.deepEqual(facts, {
    as_of: '2025-06-01T00:00:00Z',
    refreshed_at: '2025-06-02T03:04:05Z',
    version: 2,
  });
  for (const name of HOSTILE) {
    assert.ok(columns.name.includes(name), name);
  }
  assert.match(
    printed,
    /^site\/index\.html: 3010 models, \d+ derivations, (\d+) files, [\d.]+ MB, \1 changed\n$/,
  );
});

test('earned.js has what each model of the leaderboard earned itself, in order of rank', () => {
  const { rows: count, columns, meta: facts } = readData(join(dir, 'site/data/earned.js'));
  const wanted = select(
    DATABASE,
    `SELECT round(earned_influence::numeric, 2) AS influence FROM llmeco.leaderboard ORDER BY rank`,
  );
  assert.ok(wanted.length > 2000);
  assert.equal(count, wanted.length);
  assert.deepEqual(
    columns.influence,
    wanted.map((m) => m.influence),
  );
  assert.equal(facts.as_of, '2025-06-01T00:00:00Z');
});

test('every derivation is what SQL says, in order of rows', () => {
  const {
    columns: { name },
  } = readModels(join(dir, 'site'));
  const { columns, meta: facts } = readData(join(dir, 'site/data/edges.js'));
  const key = (e) => JSON.stringify([e.parent, e.child, e.relation, e.weight]);
  const got = columns.parent.map((parent, i) =>
    key({
      parent: name[parent],
      child: name[columns.child[i]],
      relation: columns.relation[i],
      weight: columns.weight[i],
    }),
  );
  const wanted = select(
    DATABASE,
    `
    SELECT p.name AS parent, c.name AS child, e.relation, e.weight FROM llmeco.model_edges e
      JOIN llmeco.models p ON p.model_id = e.parent_id
      JOIN llmeco.models c ON c.model_id = e.child_id`,
  ).map(key);
  assert.ok(wanted.length > 1500);
  assert.deepEqual([...got].sort(), wanted.sort());
  for (let i = 1; i < got.length; i++) {
    assert.ok(
      columns.parent[i - 1] < columns.parent[i] ||
        (columns.parent[i - 1] === columns.parent[i] && columns.child[i - 1] < columns.child[i]),
      `row ${i}`,
    );
  }
  assert.equal(facts.as_of, '2025-06-01T00:00:00Z');
});

test('meta.js has counts and parameters', () => {
  const [counts] = select(
    DATABASE,
    `
    SELECT (SELECT count(*) FROM llmeco.models) AS models,
           (SELECT count(*) FROM llmeco.leaderboard) AS listed,
           (SELECT count(*) FROM llmeco.models) AS shown,
           (SELECT count(*) FROM llmeco.model_edges) AS edges,
           (SELECT count(DISTINCT author_id) FROM llmeco.models) AS authors,
           (SELECT count(DISTINCT task) FROM llmeco.models) AS tasks, 2 AS spaces,
           (SELECT count(*) FROM llmeco.repo_scores) AS repos`,
  );
  const got = meta(join(dir, 'site'));
  assert.deepEqual(got.counts, counts);
  assert.equal(counts.listed, 3000);
  const version = run(['--version']).stdout.trim();
  assert.match(version, /^llmeco-viz \d+\.\d+\.\d+$/);
  delete got.counts;
  assert.deepEqual(
    got.relations,
    Object.fromEntries(
      select(
        DATABASE,
        'SELECT relation, count(*) AS n FROM llmeco.model_edges GROUP BY relation',
      ).map(({ relation, n }) => [relation, n]),
    ),
  );
  delete got.relations;
  assert.deepEqual(got, {
    version: 2,
    generator: version.split(' ')[1],
    as_of: '2025-06-01T00:00:00Z',
    refreshed_at: '2025-06-02T03:04:05Z',
    alpha: [0.6, 0.3, 0.1],
    w: [0.2, 0.4, 0.2, 0.2],
    lambda: 0.001,
    lambda_space: 0.001,
    tol: 1e-6,
    max_iter: 100,
    iterations: 1,
    residual: 0,
    converged: true,
  });
});

test('the first rows are a file of their own, for pages that do not have all yet', () => {
  const whole = readModels(join(dir, 'site'));
  const head = readModels(join(dir, 'site'), 'head', 'head_authors');
  assert.equal(head.rows, 30);
  for (const [name, values] of Object.entries(head.columns)) {
    assert.deepEqual(values, whole.columns[name].slice(0, 30), name);
  }
});

test('nothing of the data shows in the scripts', () => {
  for (const file of readdirSync(join(dir, 'site/data'), { recursive: true }).filter((path) =>
    path.endsWith('.js'),
  )) {
    const text = readFileSync(join(dir, 'site/data', file), 'utf8');
    assert.doesNotMatch(text, /[<\u2028\u2029]|alert/, file);
  }
});

test('the front end is copied, hidden files are not', () => {
  const paths = Object.keys(contents(join(dir, 'site')));
  assert.deepEqual(
    paths.filter((path) => !path.startsWith('data/')),
    ['assets/deep/old.css', 'assets/site.js', 'index.html', 'manifest.json'],
  );
  assert.deepEqual(readFileSync(join(dir, 'site/assets/site.js')), Buffer.from([0, 1, 2, 255]));
  const { files } = JSON.parse(readFileSync(join(dir, 'site/manifest.json'), 'utf8'));
  for (const { path, bytes } of files) {
    assert.equal(statSync(join(dir, 'site', path)).size, bytes, path);
  }
  assert.deepEqual(
    files.map(({ path }) => path).sort(),
    paths.filter((path) => path !== 'manifest.json'),
  );
});

test('the same data gives the same bytes, whatever its physical order', () => {
  write('again');
  psql(
    DATABASE,
    `
    CREATE TABLE public.keep AS SELECT * FROM llmeco.models;
    TRUNCATE llmeco.models;
    INSERT INTO llmeco.models SELECT * FROM public.keep ORDER BY md5(name);
    CREATE TABLE public.keep_edges AS SELECT * FROM llmeco.model_edges;
    TRUNCATE llmeco.model_edges;
    INSERT INTO llmeco.model_edges SELECT * FROM public.keep_edges ORDER BY md5(child_id::text);
    DROP TABLE public.keep, public.keep_edges;`,
  );
  write('shuffled');
  const first = contents(join(dir, 'site'));
  assert.deepEqual(contents(join(dir, 'again')), first);
  assert.deepEqual(contents(join(dir, 'shuffled')), first);
});

test('the pages and every data file have the key of their run, which follows the data', () => {
  const page = '<html data-run="0000000000000000"><link href="a.css?v=0000000000000000">\n';
  writeFileSync(join(frontEnd, 'keyed.html'), page);
  const keys = (folder) => {
    const key = /data-run="([0-9a-f]{16})"/.exec(
      readFileSync(join(dir, folder, 'keyed.html'), 'utf8'),
    )[1];
    assert.equal(
      readFileSync(join(dir, folder, 'keyed.html'), 'utf8'),
      page.replaceAll('0'.repeat(16), key),
    );
    const files = Object.keys(contents(join(dir, folder))).filter((path) => /^data\//.test(path));
    assert.ok(files.length > 10);
    for (const path of files) {
      const context = { self: {} };
      vm.runInNewContext(readFileSync(join(dir, folder, path), 'utf8'), context);
      assert.deepEqual(
        JSON.parse(JSON.stringify(context.self.llmecoRuns)),
        { [path.slice(5, -3)]: key },
        path,
      );
    }
    return key;
  };
  const [{ first }] = select(
    SMALL,
    'SELECT model_id AS first FROM llmeco.influence WHERE rank = 1',
  );
  write('keyed', SMALL);
  write('keyed-again', SMALL);
  assert.equal(keys('keyed-again'), keys('keyed'));
  assert.notEqual(keys('keyed'), '0'.repeat(16));
  psql(SMALL, `UPDATE llmeco.models SET likes = likes + 1 WHERE model_id = ${first}`);
  write('keyed-other', SMALL);
  psql(SMALL, `UPDATE llmeco.models SET likes = likes - 1 WHERE model_id = ${first}`);
  rmSync(join(frontEnd, 'keyed.html'));
  assert.notEqual(keys('keyed-other'), keys('keyed'));
});

test('settings of role and database change no byte', () => {
  psql(
    DATABASE,
    `
    ALTER DATABASE ${DATABASE} SET timezone = 'Pacific/Kiritimati';
    ALTER DATABASE ${DATABASE} SET datestyle = 'German, DMY';
    ALTER DATABASE ${DATABASE} SET extra_float_digits = 0;
    ALTER DATABASE ${DATABASE} SET search_path = evil, pg_catalog;
    ALTER DATABASE ${DATABASE} SET client_encoding = 'LATIN1';
    ALTER DATABASE ${DATABASE} SET statement_timeout = '20ms';
    CREATE SCHEMA evil;
    CREATE FUNCTION evil.round(numeric, int) RETURNS numeric LANGUAGE sql AS 'SELECT 666::numeric';
    CREATE FUNCTION evil.count() RETURNS bigint LANGUAGE sql AS 'SELECT 666::bigint';`,
  );
  const result = run(['-o', 'settings', '-d', DATABASE]);
  psql(
    DATABASE,
    `SET statement_timeout = 0; ALTER DATABASE ${DATABASE} RESET ALL; DROP SCHEMA evil CASCADE;`,
  );
  assert.equal(result.status, 0, result.stderr);
  assert.deepEqual(contents(join(dir, 'settings')), contents(join(dir, 'site')));
});

test('a second run replaces only what changed and removes what is gone', () => {
  write('updated', SMALL);
  const at = (path) => join(dir, 'updated', path);
  writeFileSync(at('CNAME'), 'models.example.org');
  const before = statSync(at('data/edges.js')).mtimeMs;
  assert.match(write('updated', SMALL), / 0 changed\n$/);
  rmSync(join(frontEnd, 'assets/deep'), { recursive: true });
  writeFileSync(at('index.html'), '<!doctype html>!');
  assert.match(write('updated', SMALL), / 2 changed\n$/);
  mkdirSync(join(frontEnd, 'assets/deep'));
  writeFileSync(join(frontEnd, 'assets/deep/old.css'), 'a{}');
  assert.equal(existsSync(at('assets/deep')), false);
  assert.equal(readFileSync(at('index.html'), 'utf8'), '<!doctype html>\n');
  assert.equal(readFileSync(at('CNAME'), 'utf8'), 'models.example.org');
  assert.equal(statSync(at('data/edges.js')).mtimeMs, before);
  assert.equal(existsSync(at('.llmeco-viz.tmp')), false);
});

test('a folder of somebody else is left alone, unless forced', () => {
  mkdirSync(join(dir, 'theirs'));
  writeFileSync(join(dir, 'theirs/index.html'), 'mine');
  writeFileSync(join(dir, 'theirs/manifest.json'), '{"name": "web application"}');
  const refused = run(['-o', 'theirs', '-d', SMALL]);
  assert.equal(refused.status, 1);
  assert.match(
    refused.stderr,
    /folder "theirs" is not empty and was not written by llmeco-viz\n.*hint: .*--force/,
  );
  assert.equal(readFileSync(join(dir, 'theirs/index.html'), 'utf8'), 'mine');
  writeFileSync(join(dir, 'theirs/other.txt'), 'stays');
  write('theirs', SMALL, '--force');
  assert.equal(readFileSync(join(dir, 'theirs/other.txt'), 'utf8'), 'stays');
  write('theirs', SMALL);
});

test('a manifest cannot make it remove what is outside', () => {
  write('edited', SMALL);
  const path = join(dir, 'edited/manifest.json');
  writeFileSync(join(dir, 'outside'), 'stays');
  writeFileSync(path, readFileSync(path, 'utf8').replace('index.html', '../outside'));
  assert.equal(run(['-o', 'edited', '-d', SMALL]).status, 1);
  assert.equal(readFileSync(join(dir, 'outside'), 'utf8'), 'stays');
});

test('an empty folder is filled, a file is not', () => {
  mkdirSync(join(dir, 'empty'));
  write('empty/', SMALL);
  write('small', SMALL);
  assert.deepEqual(contents(join(dir, 'empty')), contents(join(dir, 'small')));
  assert.match(run(['-o', 'outside', '-d', SMALL]).stderr, /"outside" exists and is not a folder/);
  const missing = run(['-o', 'no/such/folder', '-d', SMALL]);
  assert.equal(missing.status, 1);
  assert.match(
    missing.stderr,
    /could not create folder "no\/such\/folder": No such file or directory/,
  );
});

test('a database without models gives a site without models', () => {
  write('nothing', EMPTY);
  assert.equal(readData(join(dir, 'nothing/data/models.js')).rows, 0);
  assert.deepEqual(readData(join(dir, 'nothing/data/edges.js')).columns, {
    parent: [],
    child: [],
    relation: [],
  });
  const got = meta(join(dir, 'nothing'));
  assert.deepEqual(
    [got.as_of, got.refreshed_at, got.alpha, got.converged],
    [null, null, null, null],
  );
  assert.deepEqual(got.counts, {
    shown: 0,
    models: 0,
    listed: 0,
    edges: 0,
    authors: 0,
    tasks: 0,
    spaces: 0,
    repos: 0,
  });
});

test('rank is left out where it is the number of the row, weight where it is 1', () => {
  psql(EMPTY, [...rows(300, 1)].join(''));
  write('ranked', EMPTY);
  assert.equal('rank' in readData(join(dir, 'ranked/data/models.js')).columns, false);
  assert.deepEqual(Object.keys(readData(join(dir, 'ranked/data/edges.js')).columns), [
    'parent',
    'child',
    'relation',
  ]);
  psql(EMPTY, 'TRUNCATE llmeco.influence_scores');
  write('ranked', EMPTY);
  assert.deepEqual(
    new Set(readData(join(dir, 'ranked/data/models.js')).columns.rank),
    new Set([null]),
  );
});

test('numbers keep their value, packed or not', () => {
  const sets = [
    (i) => (i % 7 ? (i * 37) % 1000 : null),
    (i) => i * 1e12,
    (i) => (i % 3 ? 7615616512 : 0),
    () => null,
    (i) => (i % 2 ? 9007199254740991 : -9007199254740991),
    (i) => (i * 7919) % 100000000,
  ];
  // three columns a run
  const columns = ['likes', 'downloads', 'parameters'];
  const moment = (i) => i * 1e9 * (i % 2 ? 1 : -1);
  for (const group of [sets.slice(0, 3), sets.slice(3)]) {
    const values = group.map((value) => Array.from({ length: 500 }, (_, i) => value(i)));
    const lines = Array.from({ length: 500 }, (_, i) =>
      [
        `a/${String(i).padStart(4, '0')}`,
        ...values.map(({ [i]: v }) => (v === null ? '\\N' : BigInt(v))),
        `${new Date(moment(i)).toISOString()}\n`,
      ].join('\t'),
    );
    psql(
      EMPTY,
      `TRUNCATE llmeco.models, llmeco.model_edges;
      COPY llmeco.models (name, ${columns}, created_at) FROM STDIN;\n${lines.join('')}\\.\n`,
    );
    write('ranked', EMPTY);
    const read = readModels(join(dir, 'ranked')).columns;
    columns.forEach((column, i) => assert.deepEqual(read[column], values[i], column));
    assert.deepEqual(
      read.created_at,
      values[0].map((_, i) => 0 + Math.floor(moment(i) / 864e5)),
    );
  }
});

test('a limit keeps the best models and the derivations between them, and says so', () => {
  write('limited', DATABASE, '--limit', '100');
  const whole = readModels(join(dir, 'site'));
  const limited = readModels(join(dir, 'limited'));
  assert.equal(limited.rows, 100);
  assert.deepEqual(limited.columns.name, whole.columns.name.slice(0, 100));
  const pairs = ({ columns: { parent, child } }) => parent.map((p, i) => `${p} ${child[i]}`);
  const edges = pairs(readData(join(dir, 'limited/data/edges.js')));
  assert.deepEqual(
    edges,
    pairs(readData(join(dir, 'site/data/edges.js'))).filter((pair) =>
      pair.split(' ').every((row) => row < 100),
    ),
  );
  assert.ok(edges.length > 0);
  assert.deepEqual(meta(join(dir, 'limited')).counts, {
    ...meta(join(dir, 'site')).counts,
    shown: 100,
  });
  for (const limit of ['300', '0', '2147483647']) {
    write('limited', SMALL, '--limit', limit);
    assert.deepEqual(contents(join(dir, 'limited')), contents(join(dir, 'small')));
  }
});

test('codes of a dictionary take 1, 2 or 4 bytes', () => {
  for (const [count, different] of [
    [256, { library: 255, task: 256 }],
    [65536, { library: 65535, task: 65536 }],
  ]) {
    const columns = Object.keys(different);
    const value = (column, i) => (i > different[column] ? null : `${column}${i}`);
    const asSql = (column) => `CASE WHEN g <= ${different[column]} THEN '${column}' || g END`;
    psql(
      EMPTY,
      `TRUNCATE llmeco.models, llmeco.model_edges;
      INSERT INTO llmeco.models (name, ${columns}) SELECT 'a/' || g, ${columns.map(asSql)}
          FROM generate_series(1, ${count + 1}) g;
      ANALYZE llmeco.models, llmeco.model_edges;`,
    );
    write('ranked', EMPTY);
    const read = readModels(join(dir, 'ranked')).columns;
    for (const column of columns) {
      assert.equal(new Set(read[column]).size, different[column] + 1);
      read.name.forEach((name, i) =>
        assert.equal(read[column][i], value(column, Number(name.replace('a/', '')))),
      );
    }
  }
});

test('wrong usage ends with 1', () => {
  for (const args of [['--no-such-option'], ['-o'], ['a', 'b'], ['-w', '-W'], ['-o', '']]) {
    const result = run(args);
    assert.equal(result.status, 1, args.join(' '));
    assert.notEqual(result.stderr, '');
    assert.equal(result.stdout, '');
  }
  assert.equal(run([]).signal, null);
  for (const limit of ['', 'x', '1x', '-1', '2147483648', '99999999999999999999']) {
    const result = run(['-o', 'x', '--limit', limit, DATABASE]);
    assert.equal(result.status, 1, limit);
    assert.match(result.stderr, /option --limit needs a number of models, 0 to 2147483647/);
  }
  const missing = run(['--site', 'nowhere', '-o', 'x', DATABASE]);
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /no front end in folder "nowhere"/);
  assert.equal(existsSync(join(dir, 'x')), false);
});

test('help and version', () => {
  for (const option of ['-?', '--help']) {
    const help = spawnSync(program, [option], { encoding: 'utf8' });
    assert.equal(help.status, 0);
    for (const [, long] of help.stdout.matchAll(/(--[a-z-]+)/g)) {
      assert.ok(
        readFileSync(join(viz, 'generator/llmeco-viz.1'), 'utf8').includes(
          long.replaceAll('-', '\\-'),
        ),
        `${long} is not in the man page`,
      );
    }
  }
  assert.equal(run(['-V']).status, 0);
});

test('no connection ends with 2', () => {
  for (const args of [
    ['-p', '1'],
    ['-h', join(dir, 'nowhere')],
    ['-d', 'llmeco_no_such_database'],
    ['-U', 'llmeco_no_such_role'],
  ]) {
    const result = run(['-o', 'x', ...args]);
    assert.equal(result.status, 2, result.stderr);
    assert.match(result.stderr, /^llmeco-viz: error: connection to server /);
    assert.equal(existsSync(join(dir, 'x')), false);
  }
});

test('a missing extension, another version and a missing privilege end with 3', () => {
  const bare = run(['-o', 'x', '-d', BARE]);
  assert.equal(bare.status, 3);
  assert.match(
    bare.stderr,
    new RegExp(
      `^llmeco-viz: error: extension "llmeco" is not installed in database "${BARE}"\n` +
        `llmeco-viz: hint: .*CREATE EXTENSION llmeco`,
    ),
  );
  psql(
    EMPTY,
    `CREATE OR REPLACE VIEW llmeco.site_contract AS
      SELECT 3 AS version, c.as_of, c.refreshed_at, c.alpha, c.w, c.lambda, c.lambda_space,
             c.tol, c.max_iter, c.iterations, c.residual, c.converged, c.spaces, c.repos
        FROM (SELECT NULL::timestamptz AS as_of, NULL::timestamptz AS refreshed_at,
                     NULL::float8[] AS alpha, NULL::float8[] AS w, NULL::float8 AS lambda,
                     NULL::float8 AS lambda_space, NULL::float8 AS tol,
                     NULL::integer AS max_iter, NULL::integer AS iterations,
                     NULL::float8 AS residual, NULL::boolean AS converged,
                     0::bigint AS spaces, 0::bigint AS repos) c`,
  );
  const other = run(['-o', 'x', '-d', EMPTY]);
  assert.equal(other.status, 3);
  assert.match(other.stderr, /have version 3, this llmeco-viz reads version 2/);
  psql(DATABASE, 'DROP ROLE IF EXISTS llmeco_viz_nobody; CREATE ROLE llmeco_viz_nobody LOGIN');
  const denied = run(['-o', 'x', '-d', DATABASE, '-U', 'llmeco_viz_nobody']);
  psql(DATABASE, 'DROP ROLE llmeco_viz_nobody');
  assert.equal(denied.status, 3);
  assert.match(denied.stderr, /permission denied for/);
  assert.equal(existsSync(join(dir, 'x')), false);
});

test('a role that may read the views, and no table, is enough', () => {
  psql(
    DATABASE,
    `DROP ROLE IF EXISTS llmeco_viz_reader; CREATE ROLE llmeco_viz_reader LOGIN;
      SELECT llmeco_grant('reader', 'llmeco_viz_reader')`,
  );
  write('reader', DATABASE, '-U', 'llmeco_viz_reader');
  psql(DATABASE, 'DROP OWNED BY llmeco_viz_reader; DROP ROLE llmeco_viz_reader');
  assert.deepEqual(contents(join(dir, 'reader')), contents(join(dir, 'site')));
});

test('where one connection is all there is, the site is the same', () => {
  psql(
    DATABASE,
    `DROP ROLE IF EXISTS llmeco_viz_single; CREATE ROLE llmeco_viz_single LOGIN CONNECTION LIMIT 1;
      SELECT llmeco_grant('reader', 'llmeco_viz_single')`,
  );
  const result = run(['-v', '-o', 'single', '-d', DATABASE, '-U', 'llmeco_viz_single']);
  psql(DATABASE, 'DROP OWNED BY llmeco_viz_single; DROP ROLE llmeco_viz_single');
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.stderr, /no second connection: .*too many connections for role/);
  assert.deepEqual(contents(join(dir, 'single')), contents(join(dir, 'site')));
});

test('it connects as psql does: URI, connection string, service file, environment, name', () => {
  const { PGHOST, PGPORT, PGUSER } = process.env;
  const host = encodeURIComponent(PGHOST);
  writeFileSync(
    join(dir, 'services'),
    `[viz]\nhost=${PGHOST}\nport=${PGPORT}\nuser=${PGUSER}\ndbname=${SMALL}\n`,
  );
  const bare = { PGHOST: undefined, PGPORT: undefined, PGUSER: undefined, PGDATABASE: undefined };
  for (const [args, env] of [
    [['-d', `postgresql://${PGUSER}@${host}:${PGPORT}/${SMALL}`], bare],
    [[`host='${PGHOST}' port=${PGPORT} user=${PGUSER} dbname=${SMALL}`], bare],
    [['-d', 'service=viz'], { ...bare, PGSERVICEFILE: join(dir, 'services') }],
    [[], { ...bare, PGSERVICEFILE: join(dir, 'services'), PGSERVICE: 'viz' }],
    [[], { PGDATABASE: SMALL }],
    [['-h', PGHOST, '-p', PGPORT, '-U', PGUSER, SMALL], bare],
  ]) {
    const result = run(['-o', 'small', ...args], { env });
    assert.equal(result.status, 0, result.stderr);
    assert.match(result.stdout, / 0 changed\n$/);
  }
});

test('passwords: asked for where needed, never with -w, taken from the environment', () => {
  psql(
    DATABASE,
    `DROP ROLE IF EXISTS llmeco_viz_secret; CREATE ROLE llmeco_viz_secret LOGIN SUPERUSER
      PASSWORD 'open sesame'`,
  );
  const args = ['-o', 'small', '-d', SMALL, '-h', '127.0.0.1', '-U', 'llmeco_viz_secret'];
  // setsid: without a terminal the password comes from standard input
  const outcomes = [
    [['-w'], {}, '', 2, /no password supplied/],
    [
      [],
      {},
      'wrong\n',
      2,
      /^Password for user llmeco_viz_secret: .*password authentication failed/s,
    ],
    [[], {}, 'open sesame\n', 0, /^Password for user llmeco_viz_secret: $/],
    [['-W'], {}, 'open sesame\n', 0, /^Password for user llmeco_viz_secret: $/],
    [[], {}, '', 2, /no password was given/],
    [['-w'], { PGPASSWORD: 'open sesame' }, '', 0, /^$/],
  ].map(([more, env, input, status, message]) => {
    const result = run([...args, ...more], { env, input, wrapper: ['setsid', '--wait'] });
    return () => {
      assert.equal(result.status, status, `${more}: ${result.stderr}`);
      assert.match(result.stderr, message);
      assert.doesNotMatch(result.stderr + result.stdout, /sesame/);
    };
  });
  psql(DATABASE, 'DROP ROLE llmeco_viz_secret');
  outcomes.forEach((check) => check());
});

test('quiet and verbose', () => {
  const silent = run(['-q', '-o', 'small', '-d', SMALL]);
  assert.deepEqual([silent.status, silent.stdout, silent.stderr], [0, '', '']);
  const verbose = run(['-v', '-o', 'small', '-d', SMALL]);
  assert.match(verbose.stderr, / s {2}read 300 models of 300\n/);
  assert.equal(run(['-o', 'small', '-d', SMALL]).stderr, '');
});

test('what cannot be written changes nothing and ends with 1', () => {
  write('full');
  const before = contents(join(dir, 'full'));
  psql(DATABASE, 'UPDATE llmeco.models SET likes = 1 WHERE model_id = 1');
  // a limit on the size of files stands for a full disk
  const limited = ['bash', '-c', 'trap "" XFSZ; ulimit -f 16; exec "$0" "$@"'];
  const listing = readdirSync(dir);
  for (const output of ['full', 'fresh']) {
    const result = run(['-o', output, '-d', DATABASE], { wrapper: limited });
    assert.equal(result.status, 1, result.stderr);
    assert.match(result.stderr, /error: could not write .*: File too large/);
  }
  assert.deepEqual(contents(join(dir, 'full')), before);
  assert.deepEqual(readdirSync(dir), listing);
  if (process.getuid() !== 0) {
    chmodSync(join(dir, 'full'), 0o555);
    const result = run(['-o', 'full', '-d', DATABASE]);
    chmodSync(join(dir, 'full'), 0o755);
    assert.equal(result.status, 1);
    assert.match(result.stderr, /Permission denied/);
  }
  if (existsSync('/dev/full')) {
    const result = run(['-o', 'full', '-d', DATABASE], {
      wrapper: ['bash', '-c', 'exec "$0" "$@" >/dev/full'],
    });
    assert.equal(result.status, 1);
    assert.match(result.stderr, /could not write to standard output/);
  }
});

test('an interrupt cancels the query and leaves nothing behind', async () => {
  const before = contents(join(dir, 'site'));
  for (const [output, signal] of [
    ['site', 'SIGINT'],
    ['interrupted', 'SIGTERM'],
  ]) {
    const release = await lockEdges();
    const started = start(output);
    await until(() => blocked() >= 1);
    started.process.kill(signal);
    const ended = await started.end;
    // the lock is still held: the server's process ends because it was cancelled
    await until(() => blocked() === 0);
    await release();
    assert.deepEqual(ended, { status: null, signal, stderr: 'llmeco-viz: interrupted\n' });
  }
  assert.deepEqual(contents(join(dir, 'site')), before);
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.startsWith('interrupted')),
    [],
  );
});

test('a lost connection ends with 2', async () => {
  const release = await lockEdges();
  const started = start('lost');
  await until(() => blocked() >= 1);
  psql(DATABASE, `SELECT pg_terminate_backend(pid) FROM ${BLOCKED}`);
  const { status } = await started.end;
  await release();
  assert.equal(status, 2);
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.startsWith('lost')),
    [],
  );
});

test('two runs at a time do not mix', async () => {
  const release = await lockEdges();
  const first = start('site');
  await until(() => blocked() >= 1);
  const second = run(['-o', 'site', '-d', DATABASE]);
  await release();
  assert.equal(second.status, 1);
  assert.match(second.stderr, /another llmeco-viz is writing to folder "site"/);
  assert.equal((await first.end).status, 0);
});
