// The models of the site: one row a model, in order of rank, stubs included.

import { loadMeta, loadTable } from './data.js';

let models = null;

/** loadModels: resolves to the Models of data/models.js and data/authors.js with the parameters of data/meta.js. */
export function loadModels() {
  models ||= Promise.all([loadTable('models'), loadTable('authors'), loadMeta()])
    .then(([table, authors, meta]) => new Models(table, authors, meta));
  return models;
}

export class Models {
  constructor(table, authors, meta) {
    this.table = table;
    this.meta = meta;
    this.count = table.rows;
    this.alpha = meta.alpha || [0.6, 0.3, 0.1];
    this.shortNames = table.texts('name');
    const author = table.ints('author');
    const authorNames = authors.texts('name');
    const ofAuthor = (column) => byRow(column, author, this.count);
    this.authors = ofAuthor(authors.dict('name'));
    this.fullNames = ofAuthor(authors.dict('full_name'));
    this.facets = {
      task: table.dict('task'),
      license: table.dict('license'),
      library: table.dict('library'),
      kind: ofAuthor(authors.dict('kind')),
      org: ofAuthor(authors.dict('org_type')),
    };
    this.names = this.shortNames.map((name, row) => (authorNames[author[row]] ? `${authorNames[author[row]]}/${name}` : name));
    this.created = table.numbers('created_at');
    this.downloads = table.numbers('downloads');
    this.likes = table.numbers('likes');
    this.parameters = table.numbers('parameters');
    this.influence = table.numbers('influence');
    this.parts = [
      table.numbers('self_influence'), table.numbers('child_influence'), table.numbers('parent_influence'),
    ];
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
    return this.shortNames[row];
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
    return this.facets[key];
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

// byRow: a dictionary of the authors' table as one of the models, whose rows name rows of authors.
function byRow({ codes, labels }, author, count) {
  const expanded = new codes.constructor(count);
  for (let row = 0; row < count; row++) {
    expanded[row] = author[row] < 0 ? 0 : codes[author[row]];
  }
  return { codes: expanded, labels };
}

function label(dict, row) {
  const code = dict.codes[row];
  return code ? dict.labels[code - 1] : null;
}
