// What a client for Node sees of schema llmeco, for 070_clients.pl.
// node list_views.js pg|drizzle|postgraphile URL

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';

const [kind, url] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const pool = new pg.Pool({ connectionString: url });

const text = (value) => (value === null ? '\\N' : String(value));

function printView(view, rows, columns) {
  console.log(['view', view, rows, columns.join(',')].join('\t'));
}

function printModel({ name, downloads, influence, languages, created }) {
  console.log(
    [
      'model',
      name,
      text(downloads),
      text(influence),
      languages === null ? '\\N' : languages.join(' '),
      created === null ? '\\N' : new Date(created).getTime(),
    ].join('\t'),
  );
}

/** withPg: by hand, as node programs do; names from information_schema. */
async function withPg() {
  const { rows: views } = await pool.query(
    `SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
       FROM information_schema.columns
       JOIN information_schema.views USING (table_schema, table_name)
      WHERE table_schema = 'llmeco' GROUP BY 1`,
  );
  for (const { table_name: view } of views) {
    const { rows, fields } = await pool.query(`SELECT * FROM llmeco.${view}`);
    printView(
      view,
      rows.length,
      fields.map((field) => field.name),
    );
  }
  const { rows: models } = await pool.query('SELECT * FROM llmeco.model_details');
  for (const model of models) {
    printModel({ ...model, created: model.created_at });
  }
}

/** withDrizzle: drizzle-kit writes the views as TypeScript, drizzle-orm reads them. */
async function withDrizzle() {
  const { build } = await import('esbuild');
  const { drizzle } = await import('drizzle-orm/node-postgres');
  const { getViewConfig, PgView } = await import('drizzle-orm/pg-core');
  const { is } = await import('drizzle-orm');
  // where what it imports is found
  const folder = mkdtempSync(join(here, 'node_modules/.drizzle-'));
  try {
    // in a file, as its option --schemaFilters is ignored
    const settings = {
      dialect: 'postgresql',
      schemaFilter: ['llmeco'],
      dbCredentials: { url },
      out: '.',
    };
    writeFileSync(join(folder, 'drizzle.config.json'), JSON.stringify(settings));
    const pulled = spawnSync(
      join(here, 'node_modules/.bin/drizzle-kit'),
      ['pull', '--config', 'drizzle.config.json'],
      { encoding: 'utf8', cwd: folder },
    );
    if (pulled.status !== 0) {
      throw new Error(pulled.stdout + pulled.stderr);
    }
    await build({
      entryPoints: [join(folder, 'schema.ts')],
      outfile: join(folder, 'schema.mjs'),
      format: 'esm',
    });
    const schema = await import(pathToFileURL(join(folder, 'schema.mjs')));
    const db = drizzle(pool);
    for (const view of Object.values(schema).filter((one) => is(one, PgView))) {
      const { name, selectedFields } = getViewConfig(view);
      const rows = await db.select().from(view);
      printView(
        name,
        rows.length,
        Object.values(selectedFields).map((field) => field.name),
      );
      if (name === 'model_details') {
        rows.forEach((model) => printModel({ ...model, created: model.createdAt }));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** withPostgraphile: every view as GraphQL. */
async function withPostgraphile() {
  // both as it loads them itself, else there are two of graphql
  const load = createRequire(import.meta.url);
  const { createPostGraphileSchema, withPostGraphileContext } = load('postgraphile');
  const { execute, parse, getNamedType, isObjectType } = load('graphql');
  const schema = await createPostGraphileSchema(pool, ['llmeco'], {
    includeExtensionResources: true,
    ignoreRBAC: false,
    dynamicJson: true,
    // names as they are, by which they are found again
    appendPlugins: [
      (builder) =>
        builder.hook('inflection', (inflection) => ({
          ...inflection,
          allRows: ({ name }) => `all_${name}`,
          column: ({ name }) => name,
        })),
    ],
  });
  const ask = (query) =>
    withPostGraphileContext({ pgPool: pool }, async (context) => {
      const { data, errors } = await execute({
        schema,
        document: parse(query),
        contextValue: context,
      });
      if (errors) {
        throw errors[0];
      }
      return data;
    });
  for (const [field, { type }] of Object.entries(schema.getQueryType().getFields())) {
    if (!field.startsWith('all_')) {
      continue;
    }
    const columns = Object.values(getNamedType(type.getFields().nodes.type).getFields());
    // an interval is an object
    const selection = columns.map((column) =>
      isObjectType(getNamedType(column.type)) ? `${column.name} { days }` : column.name,
    );
    const { [field]: answer } = await ask(`{ ${field} { nodes { ${selection.join(' ')} } } }`);
    printView(
      field.slice('all_'.length),
      answer.nodes.length,
      columns.map((column) => column.name),
    );
    if (field === 'all_model_details') {
      answer.nodes.forEach((model) => printModel({ ...model, created: model.created_at }));
    }
  }
}

await { pg: withPg, drizzle: withDrizzle, postgraphile: withPostgraphile }[kind]();
await pool.end();
