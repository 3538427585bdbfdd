// duckdb.js: DuckDB in this process. Tables come and go as CSV through psql's
// \copy; the rounds are SQL, driven from here.
//
// usage: duckdb.js RUNS; prints 'ms' a line for each run.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const TABLES = {
  models: [
    'model_id bigint, downloads bigint, likes bigint, created_at timestamptz',
    'SELECT model_id, downloads, likes, created_at FROM llmeco.models',
  ],
  edges: [
    'parent_id bigint, child_id bigint, weight double',
    'SELECT parent_id, child_id, weight FROM llmeco.model_edges',
  ],
  spaces: [
    'space_id bigint, likes bigint, created_at timestamptz',
    'SELECT space_id, likes, created_at FROM llmeco.spaces',
  ],
  links: ['space_id bigint, model_id bigint', 'SELECT space_id, model_id FROM llmeco.space_models'],
};

const decay = (created) => `CASE WHEN ${created} IS NULL THEN 0
  ELSE exp(-0.001 * greatest(0, floor((1767225600 - epoch(${created})) / 86400))) END`;

function psql(...commands) {
  execFileSync(
    'psql',
    ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...commands.flatMap((sql) => ['-c', sql])],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
}

async function value(db, sql) {
  return (await db.runAndReadAll(sql)).getRows()[0][0];
}

async function score(folder) {
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  const file = (name) => join(folder, `${name}.csv`);

  await db.run("SET TimeZone = 'UTC'");
  psql(
    ...Object.entries(TABLES).map(
      ([name, [, query]]) => `\\copy (${query}) TO '${file(name)}' (FORMAT csv)`,
    ),
  );
  for (const [name, [columns]] of Object.entries(TABLES)) {
    await db.run(`CREATE TABLE ${name} (${columns})`);
    await db.run(`COPY ${name} FROM '${file(name)}' (FORMAT csv, HEADER false)`);
  }

  await db.run(`CREATE TABLE own AS
    SELECT m.model_id, 0.2::double * ln(greatest(coalesce(m.downloads, 0), 1))
             + 0.4::double * coalesce(m.likes, 0)
           + 0.2::double * coalesce(s.value, 0) + 0.2::double * ${decay('m.created_at')} AS self
      FROM models m
      LEFT JOIN (SELECT l.model_id, sum(coalesce(s.likes, 0) * ${decay('s.created_at')}) AS value
                   FROM links l JOIN spaces s USING (space_id)
                     GROUP BY l.model_id) s USING (model_id)`);
  // What target takes from source: a share of its children's mean and one of
  // its parents'. Models without relatives are left out of the rounds.
  await db.run(`CREATE TABLE shares AS
    SELECT parent_id AS target, child_id AS source, weight / count(*)
      OVER (PARTITION BY parent_id) AS of_children,
           0::double AS of_parents FROM edges
    UNION ALL
    SELECT child_id, parent_id, 0, weight / count(*) OVER (PARTITION BY child_id) FROM edges`);
  await db.run(`CREATE TABLE score AS
    SELECT model_id, self, 0::double AS children, 0::double AS parents, self AS score,
      0::double AS change
      FROM own WHERE model_id IN (SELECT target FROM shares)`);

  for (let round = 1; round <= 100; round++) {
    await db.run(`CREATE OR REPLACE TABLE score AS
      SELECT model_id, self, children, parents, score, abs(score - old) AS change
        FROM (SELECT t.model_id, t.self, t.score AS old, m.children, m.parents,
                     0.6::double * t.self + 0.3::double * m.children + 0.1::double * m.parents
                     AS score
                FROM score t
                JOIN (SELECT h.target AS model_id, sum(h.of_children * s.score) AS children,
                             sum(h.of_parents * s.score) AS parents
                        FROM shares h JOIN score s ON s.model_id = h.source
                       GROUP BY h.target) m USING (model_id))`);
    if ((await value(db, 'SELECT sum(change) FROM score')) < 1e-6) {
      break;
    }
  }

  await db.run(`COPY (SELECT model_id, o.self, coalesce(s.children, 0), coalesce(s.parents, 0),
                             coalesce(s.score, 0.6::double * o.self)
                        FROM own o LEFT JOIN score s USING (model_id)) TO '${file('result')}'
                          (FORMAT csv, HEADER false)`);
  psql(`\\copy bench.duckdb FROM '${file('result')}' (FORMAT csv)`);
  db.closeSync();
  instance.closeSync();
}

for (let run = 0; run < Number(process.argv[2]); run++) {
  const folder = mkdtempSync(join(tmpdir(), 'llmeco-duckdb.'));
  psql('DROP TABLE IF EXISTS bench.duckdb', 'CREATE TABLE bench.duckdb (LIKE bench.llmeco)');
  const began = process.hrtime.bigint();
  await score(folder);
  console.log((Number(process.hrtime.bigint() - began) / 1e6).toFixed(3));
  rmSync(folder, { recursive: true });
}
