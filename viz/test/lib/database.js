// A database of a test's own, with the extension, on the server that the PG*
// environment names; psql does the talking.

import { spawnSync } from 'node:child_process';

/** psql: runs a script, returns its unaligned output. */
export function psql(database, script) {
  const run = spawnSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-d', database], {
    input: script,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (run.status !== 0) {
    throw new Error(`psql: ${run.stderr || run.error}`);
  }
  return run.stdout;
}

/** select: the rows of a query as objects. */
export function select(database, query) {
  const lines = psql(database, `SELECT row_to_json(q) FROM (${query}) q`);
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** createDatabase: with a collation that is not byte order. */
export function createDatabase(name, { extension = true } = {}) {
  const maintenance = process.env.PGDATABASE || 'postgres';
  psql(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE);`);
  psql(
    maintenance,
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'
    LOCALE_PROVIDER icu ICU_LOCALE 'en-US';`,
  );
  if (extension) {
    psql(name, 'CREATE EXTENSION llmeco;');
  }
}

export function dropDatabase(name) {
  psql(process.env.PGDATABASE || 'postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE);`);
}
