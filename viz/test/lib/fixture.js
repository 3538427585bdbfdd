// Writes data files in the format of viz/README.md from JavaScript arrays, so
// that the front end can be tested without a database.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const encoder = new TextEncoder();
const NULL_I32 = -2147483648;
const NULL_TEXT = 4294967295;

/** column: {name, type, values}; NULL is null. Types: i32, f64, day, text, dict. */
export function container(rows, columns, meta = {}) {
  const described = [];
  const parts = [];
  let offset = 0;
  for (const { name, type, values } of columns) {
    const { bytes, ...more } = encode(type, values);
    described.push({ name, type, offset, bytes: bytes.length, ...more });
    parts.push(pad(bytes, 8));
    offset += parts.at(-1).length;
  }
  const header = encoder.encode(JSON.stringify({ rows, columns: described, meta }));
  const head = new Uint8Array(4 + header.length);
  new DataView(head.buffer).setUint32(0, header.length, true);
  head.set(header, 4);
  return Buffer.concat([pad(head, 8), ...parts]);
}

/** runLine: what a data file ends with: the key of the run that wrote it. */
export function runLine(name, run) {
  return `(self.llmecoRuns=self.llmecoRuns||{})["${name}"]="${run}";\n`;
}

/** dataScript: the text of data/NAME.js. */
export function dataScript(name, bytes) {
  const packed = gzipSync(bytes, { level: 9 }).toString('base64');
  return `(self.llmecoData=self.llmecoData||{})["${name}"]="${packed}";\n`;
}

function pad(bytes, to) {
  const padded = new Uint8Array(Math.ceil(bytes.length / to) * to);
  padded.set(bytes);
  return padded;
}

function encode(type, values) {
  switch (type) {
    case 'i32':
    case 'day':
      return { bytes: bytesOf(Int32Array.from(values, (v) => v ?? NULL_I32)) };
    case 'f64':
      return { bytes: bytesOf(Float64Array.from(values, (v) => v ?? NaN)) };
    case 'text':
      return { bytes: texts(values) };
    case 'dict': {
      const labels = [...new Set(values.filter((v) => v !== null && v !== undefined))].sort();
      const code = new Map(labels.map((label, i) => [label, i + 1]));
      const width = labels.length < 256 ? 1 : labels.length < 65536 ? 2 : 4;
      const Codes = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[width];
      const codes = pad(bytesOf(Codes.from(values, (v) => code.get(v) || 0)), 4);
      return { bytes: Buffer.concat([codes, texts(labels)]), width, k: labels.length };
    }
    default:
      throw new Error(`no such column type: ${type}`);
  }
}

function bytesOf(array) {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function texts(values) {
  const encoded = values.map((v) => (v === null || v === undefined ? null : encoder.encode(v)));
  const lengths = Uint32Array.from(encoded, (e) => (e === null ? NULL_TEXT : e.length));
  return Buffer.concat([bytesOf(lengths), ...encoded.filter((e) => e !== null)]);
}

const COLUMNS = {
  built_on: [
    ['month', 'i32'],
    ['root', 'dict'],
    ['derivatives', 'i32'],
    ['by_share', 'f64'],
    ['share', 'f64'],
  ],
  authors: [
    ['name', 'text'],
    ['full_name', 'text'],
    ['kind', 'dict'],
    ['org_type', 'dict'],
  ],
  earned: [['influence', 'f64']],
  language_models: [
    ['language', 'dict'],
    ['model', 'i32'],
  ],
  models: [
    ['name', 'text'],
    ['task', 'dict'],
    ['library', 'dict'],
    ['license', 'dict'],
    ['parameters', 'f64'],
    ['created_at', 'day'],
    ['downloads', 'f64'],
    ['likes', 'f64'],
    ['influence', 'f64'],
    ['self_influence', 'f64'],
    ['child_influence', 'f64'],
    ['parent_influence', 'f64'],
    ['rank', 'i32'],
    ['rank_change', 'i32'],
    ['is_stub', 'i32'],
    ['is_removed', 'i32'],
    ['author', 'i32'],
  ],
  aliases: [
    ['name', 'text'],
    ['model', 'i32'],
  ],
  edges: [
    ['parent', 'i32'],
    ['child', 'i32'],
    ['relation', 'dict'],
    ['weight', 'f64'],
  ],
};

// withAuthors: the models as data/models.js has them, and the rows of data/authors.js.
function withAuthors(models) {
  const authors = [];
  const known = new Map();
  return {
    authors,
    models: models.map((model) => {
      const slash = model.name.indexOf('/');
      const fields = [
        slash > 0 ? model.name.slice(0, slash) : null,
        model.author_full_name ?? null,
        model.author_kind ?? null,
        model.org_type ?? null,
      ];
      const key = JSON.stringify(fields);
      if (fields.some((field) => field !== null) && !known.has(key)) {
        const [name, full_name, kind, org_type] = fields;
        known.set(key, authors.push({ name, full_name, kind, org_type }) - 1);
      }
      return {
        ...model,
        name: slash > 0 ? model.name.slice(slash + 1) : model.name,
        author: known.get(key),
      };
    }),
  };
}

function tableScript(name, columns, rows) {
  const described = columns.map(([column, type]) => ({
    name: column,
    type,
    values: rows.map((row) => row[column] ?? null),
  }));
  return dataScript(name, container(rows.length, described));
}

/**
 * writeSite: a site in `dir` from a build of the front end and {models, edges, meta, tables};
 * tables: more data files, a list of {name, columns: [[column, type], ...], rows: [{column: value},
 * ...]}.
 */
export function writeSite(dir, build, eco) {
  cpSync(build, dir, { recursive: true });
  const run = createHash('md5').update(JSON.stringify(eco)).digest('hex').slice(0, 16);
  for (const page of readdirSync(dir).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(dir, page), 'utf8');
    writeFileSync(join(dir, page), html.replaceAll('0'.repeat(16), run));
  }
  const write = (name, text) => {
    const file = join(dir, `data/${name}.js`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}${runLine(name, run)}`);
  };
  const relations = {};
  for (const { relation } of eco.edges) {
    relations[relation] = (relations[relation] ?? 0) + 1;
  }
  const different = (values) => new Set(values.filter((value) => value !== null)).size;
  const counts = {
    authors: different(eco.models.map((m) => m.name.split('/')[0])),
    tasks: different(eco.models.map((m) => m.task)),
    ...eco.meta.counts,
  };
  const meta = JSON.stringify({ relations, ...eco.meta, counts });
  write('meta', `(self.llmecoData=self.llmecoData||{})["meta"]=${meta};\n`);
  const head = withAuthors(eco.models.slice(0, 30));
  write('head', tableScript('head', COLUMNS.models, head.models));
  write('head_authors', tableScript('head_authors', COLUMNS.authors, head.authors));
  const [own, child] = eco.meta.alpha ?? [0.6, 0.3];
  const earned = eco.models
    .filter(({ rank }) => rank !== null)
    .map((m) => own * m.self_influence + child * m.child_influence)
    .map((influence) => ({ influence: Number.isNaN(influence) ? null : influence }));
  const { aliases = [] } = eco;
  const edges = [...eco.edges].sort((a, b) => a.parent - b.parent || a.child - b.child);
  const language_models = eco.models.flatMap(({ details }, model) =>
    (details?.languages ?? []).map((language) => ({ language, model })),
  );
  const tablesOfModels = { ...withAuthors(eco.models), earned, language_models, edges, aliases };
  for (const [name, rows] of Object.entries(tablesOfModels)) {
    write(name, tableScript(name, COLUMNS[name], rows));
  }
  // home asks for it on every site
  const tables = [{ name: 'built_on', columns: COLUMNS.built_on, rows: [] }, ...(eco.tables ?? [])];
  for (const { name, columns, rows } of tables) {
    write(name, tableScript(name, columns, rows));
  }
  return dir;
}
