// cube.js URL FOLDER: asks Cube queries of the semantic model in FOLDER. Cube's
// own compiler makes the SQL, PostgreSQL answers it; the server around both is
// left out, which is of 600 packages. Reads a JSON array of queries as Cube's API
// takes them, writes an array of their rows.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';

const { PostgresQuery, prepareCompiler } = createRequire(import.meta.url)(
  '@cubejs-backend/schema-compiler',
);

const [url, folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.yml'))
  .map((name) => ({ fileName: name, content: readFileSync(join(folder, name), 'utf8') }));
const compilers = prepareCompiler(
  { localPath: () => folder, dataSchemaFiles: async () => files },
  // Jinja, which no file of the model has, would come from a binary that npm has not.
  { standalone: true, nativeInstance: { newJinjaEngine: () => null } },
);
await compilers.compiler.compile();

// a time without zone as it is
pg.types.setTypeParser(pg.types.builtins.TIMESTAMP, (text) => text);
const client = new pg.Client({ connectionString: url });
await client.connect();
// as Cube's driver does
await client.query("SET timezone = 'UTC'");
const answers = [];
for (const { order = {}, ...query } of JSON.parse(readFileSync(0, 'utf8'))) {
  const [sql, values] = new PostgresQuery(compilers, {
    timezone: 'UTC',
    ...query,
    order: Object.entries(order).map(([id, way]) => ({ id, desc: way === 'desc' })),
  }).buildSqlAndParams();
  answers.push((await client.query(sql, values)).rows);
}
await client.end();
console.log(JSON.stringify(answers));
