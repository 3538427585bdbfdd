// Data files: column containers that script files put into self.llmecoData
// (format: viz/README.md). A file that the page did not load with its HTML is
// loaded on demand by adding a script element, which works on file:// too.

const NULL_I32 = -2147483648;
const NULL_TEXT = 4294967295;

const pending = new Map();
const decoder = new TextDecoder();

/** loadTable: resolves to the Table of data/NAME.js, decoded once. NAME may be that of a shard: 'repo/12'. */
export function loadTable(name) {
  if (!pending.has(name)) {
    pending.set(name, loadScript(name).then((payload) => decodeTable(payload)));
    // what could not be loaded may be asked for again
    pending.get(name).catch(() => pending.delete(name));
  }
  return pending.get(name);
}

/** loadMeta: resolves to the facts about the data (as-of time, parameters). */
export async function loadMeta() {
  return (await loadTable('meta')).meta;
}

function loadScript(name) {
  const files = self.llmecoData || {};
  if (files[name] !== undefined) {
    return Promise.resolve(files[name]);
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `data/${name}.js`;
    script.onload = () => {
      const payload = (self.llmecoData || {})[name];
      if (payload === undefined) {
        reject(new Error(`data/${name}.js holds no data`));
      } else {
        resolve(payload);
      }
    };
    script.onerror = () => reject(new Error(`data/${name}.js cannot be read`));
    document.head.append(script);
  });
}

/** loadBundle: a script of libraries, assets/NAME.js, once. */
export function loadBundle(name) {
  const file = `assets/${name}.js`;
  if (!pending.has(file)) {
    pending.set(file, new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = file;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`${file} cannot be read`));
      document.head.append(script);
    }));
  }
  return pending.get(file);
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

  /** ints: an i32 column, without copying where it is not packed; rows that are NULL hold -2147483648. */
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
    column.read ||= column.type === 'dict'
      ? readDict(column, this.rows)
      : dictOfTexts(this.texts(name));
    return column.read;
  }

  /** texts: a text column as strings, null for NULL. */
  texts(name) {
    const column = this.columns.get(name);
    if (!column) {
      return new Array(this.rows).fill(null);
    }
    column.strings ||= column.type === 'dict'
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
function unpack({ buffer, at, width, least, scale }, numbers, none) {
  const rows = numbers.length;
  const planes = Array.from({ length: width }, (_, plane) => new Uint8Array(buffer, at + plane * rows, rows));
  for (let i = 0; i < rows; i++) {
    let code = 0;
    for (let plane = width - 1; plane >= 0; plane--) {
      code = code * 256 + planes[plane][i];
    }
    numbers[i] = code === 0 ? none : (code - 1 + least) / scale;
  }
  return numbers;
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

// readTexts: the N lengths at `at`, then the texts. The block is decoded in one
// call where it is plain ASCII (bytes are characters then), else text by text.
function readTexts(buffer, at, count) {
  const lengths = new Uint32Array(buffer, at, count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    total += lengths[i] === NULL_TEXT ? 0 : lengths[i];
  }
  const bytes = new Uint8Array(buffer, at + 4 * count, total);
  const whole = decoder.decode(bytes);
  const ascii = whole.length === total;
  const texts = new Array(count);
  let from = 0;
  for (let i = 0; i < count; i++) {
    if (lengths[i] === NULL_TEXT) {
      texts[i] = null;
      continue;
    }
    const to = from + lengths[i];
    texts[i] = ascii ? whole.slice(from, to) : decoder.decode(bytes.subarray(from, to));
    from = to;
  }
  return texts;
}
