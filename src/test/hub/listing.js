// A collection of Hub records that can be listed: sorted, filtered, walked by
// cursor. Models and Spaces are both such collections.
//
// Rows are served as they were given, whatever their types, so that tests can
// put a broken record into an otherwise good page. Everything that is derived
// (orders, indexes, cached lists) is built when first asked for and thrown
// away when the data change.

import { readFileSync } from 'node:fs';

/** readJsonLines reads a file with one JSON value a line. */
export function readJsonLines(file) {
  const bytes = readFileSync(file);
  const rows = [];
  for (let from = 0, line = 1; from < bytes.length; line++) {
    let to = bytes.indexOf(10, from);
    if (to < 0) {
      to = bytes.length;
    }
    const text = bytes.toString('utf8', from, to).trim();
    if (text !== '') {
      try {
        rows.push(JSON.parse(text));
      } catch (e) {
        throw new Error(`${file}:${line}: ${e.message}`);
      }
    }
    from = to + 1;
  }
  return rows;
}

const isObject = (row) => typeof row === 'object' && row !== null;
const idOf = (row) => (isObject(row) && typeof row.id === 'string' ? row.id : '');

export class Collection {
  /** aliases: {old id: current id}. */
  constructor(rows, aliases = {}) {
    this.original = { rows, aliases };
    this.reset();
  }

  /** reset goes back to the data as loaded. */
  reset() {
    this.aliases = new Map(Object.entries(this.original.aliases));
    this.setRows(this.original.rows);
  }

  setRows(rows) {
    this.rows = [...rows];
    this.seq = this.rows.map((_, i) => i);
    this.nextSeq = this.rows.length;
    this.forget();
  }

  /** forget drops what was derived from the rows. */
  forget() {
    this.orders = new Map();
    this.lists = new Map();
    this.indexes = new Map();
  }

  /** change applies {replace, remove, patch, add, rename}; an array replaces
   * everything. patch and remove find rows by _id or id. */
  change(what) {
    if (Array.isArray(what)) {
      this.setRows(what);
      return;
    }
    if (what.replace) {
      this.setRows(what.replace);
    }
    if (what.remove) {
      const gone = new Set(what.remove);
      const keep = this.rows.map(
        (row) => !isObject(row) || !(gone.has(row.id) || gone.has(row._id)),
      );
      this.rows = this.rows.filter((_, i) => keep[i]);
      this.seq = this.seq.filter((_, i) => keep[i]);
    }
    for (const patch of what.patch ?? []) {
      const same = (row) =>
        isObject(row) && (patch._id !== undefined ? row._id === patch._id : row.id === patch.id);
      this.rows = this.rows.map((row) => (same(row) ? { ...row, ...patch } : row));
    }
    for (const row of what.add ?? []) {
      this.rows.push(row);
      this.seq.push(this.nextSeq++);
    }
    for (const [from, to] of Object.entries(what.rename ?? {})) {
      this.rows = this.rows.map((row) => (idOf(row) === from ? renamed(row, to) : row));
      this.aliases.set(from, to);
      this.aliases.delete(to);
    }
    this.forget();
  }

  /** index returns the index called name, built by build() if need be. */
  index(name, build) {
    let found = this.indexes.get(name);
    if (found === undefined) {
      found = build();
      this.indexes.set(name, found);
    }
    return found;
  }

  /** byKeys indexes row numbers by the strings that keysOf(row) gives. */
  byKeys(name, keysOf) {
    return this.index(name, () => {
      const map = new Map();
      this.rows.forEach((row, i) => {
        for (const key of keysOf(row)) {
          const list = map.get(key);
          if (list === undefined) {
            map.set(key, [i]);
          } else if (list[list.length - 1] !== i) {
            list.push(i);
          }
        }
      });
      return map;
    });
  }

  byTag() {
    return this.byKeys('tag', (row) => (isObject(row) && Array.isArray(row.tags) ? row.tags : []));
  }

  /** hasPrivate says whether any row is one that only a token sees. */
  hasPrivate() {
    return this.index('private', () => this.rows.some((row) => row?.private === true));
  }

  /** lowerIds returns the ids in lower case, for search. */
  lowerIds() {
    return this.index('lower', () => this.rows.map((row) => idOf(row).toLowerCase()));
  }

  /** locate finds an id: {row} when it is current, {moved: id} when it is an
   * old name or differs in case, {} when nobody has it. */
  locate(id) {
    const exact = this.index('id', () => new Map(this.rows.map((row) => [idOf(row), row])));
    if (exact.has(id)) {
      return { row: exact.get(id) };
    }
    const lower = id.toLowerCase();
    const aliases = this.index(
      'aliases',
      () => new Map([...this.aliases].map(([from, to]) => [from.toLowerCase(), to])),
    );
    if (aliases.has(lower)) {
      return { moved: aliases.get(lower) };
    }
    const byCase = this.index(
      'case',
      () => new Map(this.rows.map((row) => [idOf(row).toLowerCase(), row])),
    );
    const row = byCase.get(lower);
    return row ? { moved: row.id } : {};
  }

  /** resolve follows renames and case to {id, row}; row is missing for an id
   * that is not here. */
  resolve(id) {
    for (let hops = 0; hops < 8; hops++) {
      const found = this.locate(id);
      if (found.moved === undefined) {
        return { id, row: found.row };
      }
      id = found.moved;
    }
    return { id };
  }

  /** order returns {keys, order, rank} of a sort: descending by the field,
   * missing last, then by _id ascending, then as in the file. */
  order(sort) {
    let found = this.orders.get(sort);
    if (found === undefined) {
      const keys =
        sort === 'id'
          ? this.rows.map(idOf)
          : Float64Array.from(this.rows, (row) => sortKey(row, sort));
      const order = Int32Array.from(this.rows.keys());
      order.sort((a, b) =>
        keys[a] === keys[b]
          ? compare(this.at(keys, a), this.at(keys, b))
          : keys[a] > keys[b]
            ? -1
            : 1,
      );
      const rank = new Int32Array(order.length);
      order.forEach((row, place) => {
        rank[row] = place;
      });
      found = { keys, order, rank };
      this.orders.set(sort, found);
    }
    return found;
  }

  /** at is the place of a row in an order: [key, _id, sequence]. */
  at(keys, i) {
    const row = this.rows[i];
    const id = isObject(row) && typeof row._id === 'string' ? row._id : '';
    return [keys[i], id, this.seq[i]];
  }

  /** page returns {rows, next}: up to limit rows of a query after its cursor,
   * and the cursor to go on from, null on the last page. A cursor that is
   * none of this listing gives null.
   * query: {sort, tags, among, where, key}: a row carries all tags, is in all
   * lists of row numbers of among, and where(row, i) is true; key names these
   * conditions, so that a walk selects only once. */
  page({ sort, tags, among, where, key }, limit, cursor) {
    const { keys, order, rank } = this.order(sort);
    const listKey = `${sort} ${key}`;
    let list = this.lists.get(listKey);
    if (list === undefined) {
      const all = tags.length + among.length === 0 && !where;
      list = all ? order : this.select(tags, among, where).sort((a, b) => rank[a] - rank[b]);
    }
    let from = 0;
    if (cursor) {
      const after = readCursor(cursor, sort);
      if (after === null) {
        return null;
      }
      let to = list.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if (compare(this.at(keys, list[middle]), after) <= 0) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
    }
    const end = Math.min(from + limit, list.length);
    const more = end < list.length;
    if (more) {
      this.lists.set(listKey, list);
    }
    return {
      rows: Array.from(list.subarray(from, end), (i) => this.rows[i]),
      next: more ? this.cursorAfter(keys, list[end - 1], sort) : null,
    };
  }

  /** cursorAfter looks like the Hub's keyset; 'at' is what is read back. */
  cursorAfter(keys, i, sort) {
    const [key, id, seq] = this.at(keys, i);
    const value = isObject(this.rows[i]) ? (this.rows[i][sort] ?? null) : null;
    const keyset = {
      $or: [{ [sort]: value, _id: { $gt: id } }, { [sort]: { $lt: value } }, { [sort]: null }],
      at: [sort, key === -Infinity ? null : key, id, seq],
    };
    return Buffer.from(JSON.stringify(keyset)).toString('base64');
  }

  /** select returns the row numbers that satisfy the conditions of page(). */
  select(tags, among, where) {
    const lists = [...tags.map((tag) => this.byTag().get(tag) ?? []), ...among].sort(
      (a, b) => a.length - b.length,
    );
    let picked = lists.length > 0 ? lists[0] : [...this.rows.keys()];
    for (const other of lists.slice(1)) {
      const set = new Set(other);
      picked = picked.filter((i) => set.has(i));
    }
    if (where) {
      picked = picked.filter((i) => isObject(this.rows[i]) && where(this.rows[i], i));
    }
    return Int32Array.from(picked);
  }
}

function renamed(row, id) {
  const result = { ...row, id };
  if ('modelId' in row) {
    result.modelId = id;
  }
  if ('author' in row) {
    result.author = id.split('/')[0];
  }
  return result;
}

/** What is sorted by that is no field of every row. */
const SORTED_BY = {
  lastModified: (row) => row.lastModified ?? row.createdAt,
  num_parameters: parametersOf,
  mainSize: (row) => row.mainSize ?? row.usedStorage,
};

/** parametersOf is the number of parameters, undefined where none is given. */
export function parametersOf(row) {
  return row.safetensors?.total ?? row.gguf?.total;
}

/** sortKey is the number that a row is sorted by; -Infinity: no value. */
function sortKey(row, sort) {
  if (!isObject(row)) {
    return -Infinity;
  }
  const value = SORTED_BY[sort]?.(row) ?? row[sort];
  const key = typeof value === 'string' ? Date.parse(value) : value;
  return typeof key === 'number' && Number.isFinite(key) ? key : -Infinity;
}

function compare(a, b) {
  if (a[0] !== b[0]) {
    return a[0] > b[0] ? -1 : 1;
  }
  if (a[1] !== b[1]) {
    return a[1] < b[1] ? -1 : 1;
  }
  return a[2] - b[2];
}

/** readCursor returns the place to go on after, null if the text is none. */
function readCursor(text, sort) {
  try {
    const { at } = JSON.parse(Buffer.from(text, 'base64').toString());
    return at[0] === sort ? [at[1] ?? -Infinity, at[2], at[3]] : null;
  } catch {
    return null;
  }
}

/** complete joins the rows of several files. A row of a later file whose id
 * was there already gives that row the fields that it lacks. */
export function complete(files) {
  const rows = [...(files[0] ?? [])];
  for (const more of files.slice(1)) {
    const place = new Map(rows.map((row, i) => [idOf(row), i]));
    for (const row of more) {
      const i = idOf(row) === '' ? undefined : place.get(idOf(row));
      if (i === undefined) {
        rows.push(row);
      } else {
        rows[i] = { ...row, ...rows[i] };
      }
    }
  }
  return rows;
}
