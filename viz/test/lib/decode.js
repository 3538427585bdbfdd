// Reads data files (viz/README.md) back into plain arrays, independently of
// the front end's decoder.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const DATA = /\(self\.llmecoData=self\.llmecoData\|\|\{\}\)\["([\w/-]+)"\]/.source;
const BASE64 = /"([A-Za-z0-9+/]+={0,2})"/.source;
const RUN = /\(self\.llmecoRuns=self\.llmecoRuns\|\|\{\}\)\["\1"\]="[0-9a-f]{16}"/.source;
const SCRIPT = new RegExp(`^${DATA}=${BASE64};\n${RUN};\n$`);

/** readData: {name, rows, meta, columns, types}; columns are arrays with null for NULL. */
export function readData(file) {
  const [, name, text] = readFileSync(file, 'utf8').match(SCRIPT) ?? [];
  if (!name) {
    throw new Error(`${file} is not a data file`);
  }
  const bytes = gunzipSync(Buffer.from(text, 'base64'));
  const headerBytes = bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.subarray(4, 4 + headerBytes).toString('utf8'));
  const base = Math.ceil((4 + headerBytes) / 8) * 8;
  const columns = {};
  const types = {};
  let end = 0;
  for (const column of header.columns) {
    if (column.offset !== Math.ceil(end / 8) * 8) {
      throw new Error(`${file}: column ${column.name} is not where the one before it ends`);
    }
    end = column.offset + column.bytes;
    columns[column.name] = readColumn(
      column,
      bytes.subarray(base + column.offset, base + end),
      header.rows,
    );
    types[column.name] = column.type;
  }
  if (bytes.length !== base + Math.ceil(end / 8) * 8) {
    throw new Error(`${file}: ${bytes.length} bytes`);
  }
  return { name, rows: header.rows, meta: header.meta, columns, types };
}

/** readModels: data/models.js with the columns of data/authors.js beside it, and whole names. */
export function readModels(folder, of = 'models', by = 'authors') {
  const models = readData(`${folder}/data/${of}.js`);
  const authors = readData(`${folder}/data/${by}.js`);
  const { name, author, ...rest } = models.columns;
  const ofAuthor = (column) =>
    author.map((row) => (row === null ? null : authors.columns[column][row]));
  const owner = ofAuthor('name');
  return {
    ...models,
    authors,
    columns: {
      name: name.map((short, i) => (owner[i] === null ? short : `${owner[i]}/${short}`)),
      author_full_name: ofAuthor('full_name'),
      author_kind: ofAuthor('kind'),
      org_type: ofAuthor('org_type'),
      ...rest,
    },
  };
}

function readColumn(column, bytes, rows) {
  const each = (count, read) => Array.from({ length: count }, (_, i) => read(i));
  if (column.type !== 'dict' && column.width) {
    return whole(
      bytes,
      column.width * rows,
      each(rows, (i) => {
        const code = each(column.width, (plane) => bytes[plane * rows + i] * 256 ** plane).reduce(
          (a, b) => a + b,
        );
        return code === 0 ? null : (code - 1 + column.least) / column.scale;
      }),
    );
  }
  switch (column.type) {
    case 'i32':
    case 'day':
      return whole(
        bytes,
        4 * rows,
        each(rows, (i) => {
          const value = bytes.readInt32LE(4 * i);
          return value === -2147483648 ? null : value;
        }),
      );
    case 'f64':
      return whole(
        bytes,
        8 * rows,
        each(rows, (i) => {
          const value = bytes.readDoubleLE(8 * i);
          return Number.isNaN(value) ? null : value;
        }),
      );
    case 'text':
      return readTexts(bytes, rows);
    case 'dict': {
      const labels = readTexts(bytes.subarray(Math.ceil((rows * column.width) / 4) * 4), column.k);
      return each(rows, (i) => {
        const code = bytes.readUIntLE(column.width * i, column.width);
        return code === 0 ? null : labels[code - 1];
      });
    }
    default:
      throw new Error(`unknown column type ${column.type}`);
  }
}

function readTexts(bytes, count) {
  const texts = [];
  let at = 4 * count;
  for (let i = 0; i < count; i++) {
    const length = bytes.readUInt32LE(4 * i);
    if (length === 4294967295) {
      texts.push(null);
    } else {
      texts.push(bytes.subarray(at, at + length).toString('utf8'));
      at += length;
    }
  }
  return whole(bytes, at, texts);
}

function whole(bytes, used, values) {
  if (bytes.length !== used) {
    throw new Error(`a column has ${bytes.length} bytes, ${used} were read`);
  }
  return values;
}
