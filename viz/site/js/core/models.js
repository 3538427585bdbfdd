// The models of the site: one row a model, in order of rank, stubs included.

import { loadMeta, loadTable } from './data.js';

let models = null;

/** loadModels: resolves to the Models of data/models.js with the parameters of data/meta.js. */
export function loadModels() {
  models ||= Promise.all([loadTable('models'), loadMeta()]).then(([table, meta]) => new Models(table, meta));
  return models;
}

const FACETS = {
  task: 'task', license: 'license', library: 'library', kind: 'author_kind', org: 'org_type',
};

export class Models {
  constructor(table, meta) {
    this.table = table;
    this.meta = meta;
    this.count = table.rows;
    this.alpha = meta.alpha || [0.6, 0.3, 0.1];
    this.names = table.texts('name');
    this.created = table.numbers('created_at');
    this.downloads = table.numbers('downloads');
    this.likes = table.numbers('likes');
    this.parameters = table.numbers('parameters');
    this.influence = table.numbers('influence');
    this.parts = [
      table.numbers('self_influence'), table.numbers('child_influence'), table.numbers('parent_influence'),
    ];
    this.authors = authorsOf(this.names);
    this.fullNames = table.dict('author_full_name');
    this.rankChange = table.numbers('rank_change');
    this.stubs = table.numbers('is_stub');
    this.ranks = table.has('rank') ? table.numbers('rank') : Float64Array.from(this.names, (_, row) => row + 1);
    this.byName = null;
    this.haystack = null;
  }

  name(row) {
    return this.names[row];
  }

  /** shortName: the part after the author. */
  shortName(row) {
    return this.names[row].slice(this.names[row].indexOf('/') + 1);
  }

  author(row) {
    return label(this.authors, row);
  }

  fullName(row) {
    return label(this.fullNames, row);
  }

  /** authorTitle: the full name where known, else the name. */
  authorTitle(row) {
    return this.fullName(row) || this.author(row) || '';
  }

  /** rank: NaN for a model that the Hub no longer lists. */
  rank(row) {
    return this.ranks[row];
  }

  isStub(row) {
    return this.stubs[row] === 1;
  }

  /** facet: {codes, labels} of task, license, library, kind or org. */
  facet(key) {
    return this.table.dict(FACETS[key]);
  }

  value(key, row) {
    return label(this.facet(key), row);
  }

  /** row: the row of a name, or -1. */
  row(name) {
    if (!this.byName) {
      this.byName = new Map();
      for (let i = 0; i < this.count; i++) {
        this.byName.set(this.names[i], i);
      }
    }
    return this.byName.get(name) ?? -1;
  }

  /** rowsOfAuthor: rows in order of rank. */
  rowsOfAuthor(name) {
    const code = this.authors.labels.indexOf(name) + 1;
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
    const parts = this.parts.map((part, i) => this.alpha[i] * (part[row] || 0));
    const sum = parts[0] + parts[1] + parts[2];
    return sum > 0 ? parts.map((part) => part / sum) : null;
  }

  prepareSearch() {
    this.haystack ||= this.names.map((name) => name.toLowerCase());
  }

  /**
   * matches: a Uint8Array with 1 for each row whose name or author's full name
   * contains the text, whatever the case.
   */
  matches(text) {
    const wanted = text.toLowerCase();
    const found = new Uint8Array(this.count);
    this.prepareSearch();
    const authors = this.fullNames.labels.map((name) => name.toLowerCase().includes(wanted));
    for (let i = 0; i < this.count; i++) {
      const code = this.fullNames.codes[i];
      found[i] = this.haystack[i].includes(wanted) || (code > 0 && authors[code - 1]) ? 1 : 0;
    }
    return found;
  }
}

// authorsOf: the part of each name before the slash, as a dictionary in order of rank.
function authorsOf(names) {
  const codes = new Uint32Array(names.length);
  const labels = [];
  const known = new Map();
  for (let row = 0; row < names.length; row++) {
    const slash = names[row].indexOf('/');
    if (slash > 0) {
      const author = names[row].slice(0, slash);
      let code = known.get(author);
      if (!code) {
        code = labels.push(author);
        known.set(author, code);
      }
      codes[row] = code;
    }
  }
  return { codes, labels };
}

function label(dict, row) {
  const code = dict.codes[row];
  return code ? dict.labels[code - 1] : null;
}
