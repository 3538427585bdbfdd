// The models of the site: one row a model, in order of rank, stubs included.

import { loadMeta, loadTable } from './data.js';
import { unaddressed } from './fold.js';
import { loadLanguages } from './languages.js';
import { Names } from './names.js';

let models = null;

/**
 * loadModels: resolves to the Models of data/models.js, authors.js and aliases.js with the
 * parameters of meta.js.
 */
export function loadModels() {
  models ||= Promise.all([
    loadTable('models'),
    loadTable('authors'),
    loadTable('aliases'),
    loadMeta(),
  ]).then(([table, authors, aliases, meta]) => new Models(table, authors, aliases, meta));
  return models;
}

/** loadHead: resolves to the best 30 of them, from small files of their own. */
export async function loadHead() {
  const files = [loadTable('head'), loadTable('head_authors'), loadMeta()];
  const [table, authors, meta] = await Promise.all(files);
  return new Models(table, authors, null, meta);
}

const PARTS = ['self_influence', 'child_influence', 'parent_influence'];

// What is computed from all rows when it is first asked for; a page shows few.
const LAZY = {
  authors: (models) => byRow(models.owners.dict('name'), models),
  fullNames: (models) => byRow(models.owners.dict('full_name'), models),
  facets: (models) => ({
    task: models.table.dict('task'),
    license: models.table.dict('license'),
    library: models.table.dict('library'),
    kind: byRow(models.owners.dict('kind'), models),
    org: byRow(models.owners.dict('org_type'), models),
  }),
  created: ({ table }) => table.numbers('created_at'),
  downloads: ({ table }) => table.numbers('downloads'),
  likes: ({ table }) => table.numbers('likes'),
  parameters: ({ table }) => table.numbers('parameters'),
  influence: ({ table }) => table.numbers('influence'),
  parts: ({ table }) => PARTS.map((part) => table.numbers(part)),
  rankChange: ({ table }) => table.numbers('rank_change'),
  ranks: ({ table, count }) =>
    table.has('rank') ? table.numbers('rank') : new Float64Array(count).map((_, row) => row + 1),
  index: (models) => new Names(models),
  aliasesOf: ({ aliases }) => {
    const names = aliases?.texts('name');
    const of = new Map();
    aliases?.ints('model').forEach((row, i) => {
      if (row >= 0) {
        of.set(row, [...(of.get(row) ?? []), names[i]]);
      }
    });
    return of;
  },
  // rows of authors by their names in lower case, '' for models without one
  ownersOf: ({ owners }) => {
    const rows = new Map();
    owners.texts('name').forEach((name, row) => {
      const lower = (name ?? '').toLowerCase();
      rows.set(lower, [...(rows.get(lower) ?? []), row]);
    });
    return rows;
  },
  // rows of models by their row of authors, from 1 on; those without one come first
  rowsOfOwner: ({ owners, ownerOf, count }) => {
    const rows = Array.from({ length: owners.rows + 1 }, () => []);
    for (let row = 0; row < count; row++) {
      rows[Math.max(-1, ownerOf[row]) + 1].push(row);
    }
    return rows;
  },
  // the best ranked of old names that differ in case alone
  byOldName: ({ aliasesOf }) => {
    const rows = new Map();
    aliasesOf.forEach((old, row) =>
      old.forEach((name) => {
        const lower = name.toLowerCase();
        rows.has(lower) || rows.set(lower, row);
      }),
    );
    return rows;
  },
};

export class Models {
  /** owners: the table of authors; ownerOf: the row there of each model, negative: none. */
  constructor(table, owners, aliases, meta) {
    this.table = table;
    this.owners = owners;
    this.aliases = aliases;
    this.meta = meta;
    this.count = table.rows;
    this.alpha = meta.alpha || [0.6, 0.3, 0.1];
    this.ownerOf = table.ints('author');
    // once they are loaded: the influence of each without what it has of its parents; the rows
    // of a language
    this.earned = null;
    this.languages = null;
    for (const [key, make] of Object.entries(LAZY)) {
      let value;
      Object.defineProperty(this, key, { get: () => (value ??= make(this)) });
    }
  }

  /** loadEarned: resolves to `earned`; NaN of models without a rank. */
  async loadEarned() {
    const known = (await loadTable('earned')).numbers('influence');
    this.earned ??= new Float64Array(this.count).map((_, row) => known[row] ?? NaN);
    return this.earned;
  }

  async loadLanguages() {
    this.languages ??= await loadLanguages();
    return this.languages;
  }

  name(row) {
    return join(this.author(row), this.shortName(row));
  }

  /** shortName: the part after the author. */
  shortName(row) {
    return this.table.text('name', row);
  }

  author(row) {
    return this.ownerOf[row] < 0 ? null : this.owners.text('name', this.ownerOf[row]);
  }

  fullName(row) {
    return this.ownerOf[row] < 0 ? null : this.owners.text('full_name', this.ownerOf[row]);
  }

  /** authorTitle: the full name where known, else the name. */
  authorTitle(row) {
    return this.fullName(row) || this.author(row) || '';
  }

  /** rank: NaN for a model that the Hub no longer lists. */
  rank(row) {
    return this.ranks[row];
  }

  /** number: of a column of data/models.js; for few rows. */
  number(column, row) {
    return this.table.number(column, row);
  }

  isStub(row) {
    return this.number('is_stub', row) === 1;
  }

  /** isRemoved: of a model that the Hub no longer lists, which takes no part in influence. */
  isRemoved(row) {
    return this.number('is_removed', row) === 1;
  }

  /** facet: {codes, labels} of task, license, library, kind or org. */
  facet(key) {
    return this.facets[key];
  }

  value(key, row) {
    return label(this.facet(key), row);
  }

  /**
   * row: the row of a name, in any case, of an old name or an address on the Hub; or -1. Of names
   * that differ in case alone the one as it is written, else the best ranked.
   */
  row(name) {
    const rows = this.called(name);
    const exact = rows.find((row) => this.name(row) === name);
    const bare = unaddressed(name);
    const any = bare === name ? rows : this.called(bare);
    return exact ?? any[0] ?? this.byOldName.get(bare.toLowerCase()) ?? -1;
  }

  /** called: the rows whose names are that, in any case. */
  called(name) {
    const lower = name.toLowerCase();
    const slash = lower.indexOf('/');
    const owners = this.ownersOf.get(lower.slice(0, Math.max(0, slash))) ?? [];
    return (slash < 0 ? [-1, ...owners] : owners)
      .flatMap((owner) => this.rowsOfOwner[owner + 1])
      .filter((row) => this.name(row).toLowerCase() === lower)
      .sort((a, b) => a - b);
  }

  /** authorName: the author of that name in any case, or null. */
  authorName(name) {
    const { labels } = this.authors;
    const lower = unaddressed(name).toLowerCase();
    return labels.includes(name)
      ? name
      : (labels.find((label) => label.toLowerCase() === lower) ?? null);
  }

  /** rowsOfAuthor: rows in order of rank. */
  rowsOfAuthor(name) {
    const code = this.authors.labels.indexOf(this.authorName(name)) + 1;
    const rows = [];
    for (let i = 0; code > 0 && i < this.count; i++) {
      if (this.authors.codes[i] === code) {
        rows.push(i);
      }
    }
    return rows;
  }

  /**
   * shares: the own, child and parent shares of a model's influence, weighted
   * with alpha; they sum to 1. NULL where the influence is 0 or unknown.
   */
  shares(row) {
    const parts = PARTS.map((part, i) => this.alpha[i] * (this.number(part, row) || 0));
    const sum = parts[0] + parts[1] + parts[2];
    return sum > 0 ? parts.map((part) => part / sum) : null;
  }

  /** inherited: the part of a model's influence that it has of its parents, 0 to 1. */
  inherited(row) {
    return this.shares(row)?.[2] ?? 0;
  }
}

// byRow: a dictionary of the authors' table as one of the models.
function byRow({ codes, labels }, { ownerOf, count }) {
  const expanded = new codes.constructor(count);
  for (let row = 0; row < count; row++) {
    expanded[row] = ownerOf[row] < 0 ? 0 : codes[ownerOf[row]];
  }
  return { codes: expanded, labels };
}

function join(author, name) {
  return author ? `${author}/${name}` : name;
}

function label(dict, row) {
  const code = dict.codes[row];
  return code ? dict.labels[code - 1] : null;
}
