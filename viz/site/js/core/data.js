// Data files: column containers that script files put into self.llmecoData
// (format: viz/README.md). A file that the page did not load with its HTML is
// loaded on demand by adding a script element, which works on file:// too.

// The key of the run of llmeco-viz that wrote this page. It is in the address of every file, so
// no cache answers with that of another run, and at the end of every data file.
const run = globalThis.document?.documentElement.dataset.run;

/** versioned: the address of a file of this run. */
export const versioned = (file) => `${file}?v=${run}`;

const NULL_I32 = -2147483648;
const NULL_TEXT = 4294967295;

const pending = new Map();
const decoder = new TextDecoder();

/**
 * loadTable: resolves to the Table of data/NAME.js, decoded once. NAME may be that of a shard:
 * 'repo/12'.
 */
export function loadTable(name) {
  if (!pending.has(name)) {
    pending.set(
      name,
      loadScript(name).then((payload) => decodeTable(payload)),
    );
    // what could not be loaded may be asked for again
    pending.get(name).catch(() => pending.delete(name));
  }
  return pending.get(name);
}

/** loadMeta: resolves to the facts about the data (as-of time, parameters). */
export async function loadMeta() {
  return (await loadTable('meta')).meta;
}

async function loadScript(name) {
  const payload = () => (self.llmecoData || {})[name];
  if (payload() === undefined) {
    await runScript(`data/${name}.js`);
  }
  if (payload() === undefined) {
    throw new Error(`data/${name}.js holds no data`);
  }
  if (self.llmecoRuns?.[name] !== run) {
    // its rows are not those of the other files: nothing of it is shown
    dispatchEvent(new Event('otherrun'));
    return new Promise(() => {});
  }
  return payload();
}

/** loadBundle: a script of libraries, assets/NAME.js, once. */
export function loadBundle(name) {
  const file = `assets/${name}.js`;
  if (!pending.has(file)) {
    pending.set(file, runScript(file));
  }
  return pending.get(file);
}

// Until this event, scripts of the page's HTML that come after its own are still to run.
let parsed = false;
globalThis.addEventListener?.('DOMContentLoaded', () => {
  parsed = true;
}); // node, in tests, has none

// runScript: resolves when a script has run, one of the HTML or a new one.
function runScript(file) {
  return new Promise((resolve, reject) => {
    const src = versioned(file);
    const there = parsed ? null : document.querySelector(`script[src="${src}"]`);
    const script = there ?? Object.assign(document.createElement('script'), { src });
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(`${file} cannot be read`)));
    if (!there) {
      document.head.append(script);
    }
  });
}

/** decodeTable: reads one container, from base64 text or as a plain object of facts. */
export async function decodeTable(payload) {
  if (typeof payload !== 'string') {
    return new Table({ rows: 0, columns: [], meta: payload }, new ArrayBuffer(0), 0);
  }
  const packed = fromBase64(payload);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const buffer = await new Response(stream).arrayBuffer();
  const headerBytes = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(decoder.decode(new Uint8Array(buffer, 4, headerBytes)));
  return new Table(header, buffer, Math.ceil((4 + headerBytes) / 8) * 8);
}

function fromBase64(text) {
  if (typeof Uint8Array.fromBase64 === 'function') {
    return Uint8Array.fromBase64(text);
  }
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes;
}

/** Table: named columns of equal length. Numbers are read as Float64Array with NaN for NULL. */
export class Table {
  constructor(header, buffer, base) {
    this.rows = header.rows;
    this.meta = header.meta || {};
    this.columns = new Map();
    for (const column of header.columns) {
      this.columns.set(column.name, { ...column, buffer, at: base + column.offset, read: null });
    }
  }

  has(name) {
    return this.columns.has(name);
  }

  /** numbers: a numeric or day column as doubles; a column of NaN where it is missing. */
  numbers(name) {
    const column = this.columns.get(name);
    if (!column) {
      return new Float64Array(this.rows).fill(NaN);
    }
    column.read ||= readNumbers(column, this.rows);
    return column.read;
  }

  /** number: one number of such a column. Cheap where few are wanted. */
  number(name, row) {
    const column = this.columns.get(name);
    if (!column?.width || column.read) {
      return this.numbers(name)[row];
    }
    let code = 0;
    for (let plane = column.width - 1; plane >= 0; plane--) {
      code =
        code * 256 + new Uint8Array(column.buffer, column.at + plane * this.rows, this.rows)[row];
    }
    return value(column, code, NaN);
  }

  /**
   * ints: an i32 column, without copying where it is not packed; rows that are NULL hold
   * -2147483648.
   */
  ints(name) {
    const column = this.columns.get(name);
    return column.width
      ? unpack(column, new Int32Array(this.rows), NULL_I32)
      : new Int32Array(column.buffer, column.at, this.rows);
  }

  /** dict: {codes, labels}: code 0 is NULL, code c means labels[c - 1]. */
  dict(name) {
    const column = this.columns.get(name);
    if (!column) {
      return { codes: new Uint8Array(this.rows), labels: [] };
    }
    column.read ||=
      column.type === 'dict' ? readDict(column, this.rows) : dictOfTexts(this.texts(name));
    return column.read;
  }

  /** text: one text of a column; null for NULL. Cheap where few are wanted. */
  text(name, row) {
    const column = this.columns.get(name);
    if (!column || column.strings || column.type === 'dict') {
      return this.texts(name)[row];
    }
    const lengths = new Uint32Array(column.buffer, column.at, this.rows);
    column.starts ||= startsOf(lengths);
    return lengths[row] === NULL_TEXT
      ? null
      : decoder.decode(
          new Uint8Array(
            column.buffer,
            column.at + 4 * this.rows + column.starts[row],
            lengths[row],
          ),
        );
  }

  /** texts: a text column as strings, null for NULL. */
  texts(name) {
    const column = this.columns.get(name);
    if (!column) {
      return new Array(this.rows).fill(null);
    }
    column.strings ||=
      column.type === 'dict'
        ? Array.from(this.dict(name).codes, (c) => (c ? column.read.labels[c - 1] : null))
        : readTexts(column.buffer, column.at, this.rows);
    return column.strings;
  }
}

function readNumbers(column, rows) {
  if (column.width) {
    return unpack(column, new Float64Array(rows), NaN);
  }
  if (column.type === 'f64') {
    return new Float64Array(column.buffer, column.at, rows);
  }
  const ints = new Int32Array(column.buffer, column.at, rows);
  const numbers = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    numbers[i] = ints[i] === NULL_I32 ? NaN : ints[i];
  }
  return numbers;
}

// unpack: whole numbers from `least` on, a plane of bytes after the other; 0 is NULL.
function unpack(column, numbers, none) {
  const { buffer, at, width } = column;
  const rows = numbers.length;
  const bytes = new Uint8Array(buffer, at, width * rows);
  for (let row = 0; row < rows; row++) {
    let code = 0;
    for (let byte = row + (width - 1) * rows; byte >= 0; byte -= rows) {
      code = code * 256 + bytes[byte];
    }
    numbers[row] = value(column, code, none);
  }
  return numbers;
}

function value({ least, scale }, code, none) {
  return code === 0 ? none : (code - 1 + least) / scale;
}

function readDict(column, rows) {
  const Codes = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[column.width];
  const codes = new Codes(column.buffer, column.at, rows);
  const textsAt = column.at + Math.ceil((rows * column.width) / 4) * 4;
  return { codes, labels: readTexts(column.buffer, textsAt, column.k) };
}

function dictOfTexts(texts) {
  const labels = [...new Set(texts.filter((t) => t !== null))];
  const code = new Map(labels.map((label, i) => [label, i + 1]));
  return { codes: Uint32Array.from(texts, (t) => code.get(t) || 0), labels };
}

// startsOf: where each text of these lengths begins, and where the last ends.
function startsOf(lengths) {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) {
    starts[i + 1] = starts[i] + (lengths[i] === NULL_TEXT ? 0 : lengths[i]);
  }
  return starts;
}

// readTexts: the N lengths at `at`, then the texts. The block is decoded in one
// call where it is plain ASCII (bytes are characters then), else text by text.
function readTexts(buffer, at, count) {
  const lengths = new Uint32Array(buffer, at, count);
  const starts = startsOf(lengths);
  const bytes = new Uint8Array(buffer, at + 4 * count, starts[count]);
  const whole = decoder.decode(bytes);
  const ascii = whole.length === bytes.length;
  const texts = new Array(count);
  for (let i = 0; i < count; i++) {
    const [from, to] = [starts[i], starts[i + 1]];
    texts[i] =
      lengths[i] === NULL_TEXT
        ? null
        : ascii
          ? whole.slice(from, to)
          : decoder.decode(bytes.subarray(from, to));
  }
  return texts;
}
