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

const maintenance = process.env.PGDATABASE || 'postgres';
// Has the extension; who runs many files makes it, as a copy takes a fraction of the time.
const TEMPLATE = 'llmeco_viz_template';

/** createDatabase: with a collation that is not byte order. */
export function createDatabase(name, { extension = true } = {}) {
  psql(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE);`);
  const isReady =
    extension &&
    select(maintenance, `SELECT FROM pg_database WHERE datname = '${TEMPLATE}'`).length > 0;
  psql(
    maintenance,
    isReady
      ? `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy;`
      : `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'
        LOCALE_PROVIDER icu ICU_LOCALE 'en-US';`,
  );
  if (extension && !isReady) {
    psql(name, 'CREATE EXTENSION llmeco;');
  }
}

export function dropDatabase(name) {
  psql(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE);`);
}
