// The kinds of things that have a page: how one is called, which models it has, what else is
// known of it. Each kind: load() reads what models.js does not have; entries() all things of the
// kind, the most influence first; find(name) one of them, {name, rows, ...}, or null; relates:
// the kinds that its models are counted by.

import { loadTable } from '../../core/data.js';
import { languageName } from '../../core/languages.js';
import { records, recordsWhere } from '../../core/rows.js';
import { taskName } from '../../core/tasks.js';
import { byInfluence, listed, sums, tally } from '../../core/tally.js';
import { loadEdges } from '../../graph/edges.js';
import { descendants } from '../../graph/family.js';

export const RELATED = ['family', 'author', 'task', 'license'];

/** kindOf: the Kind of a page, with its data read. */
export async function kindOf(name, models) {
  const kind = new KINDS[name](models);
  await kind.load();
  return kind;
}

class Kind {
  constructor(models) {
    this.models = models;
  }

  async load() {}

  /** title: what a thing is called in the language of the moment. */
  title(name) {
    return name;
  }

  /** best: whose picture stands for it: {author, kind}, or null. */
  picture() {
    return null;
  }

  /** place: where it stands among all of its kind: {place, of}; NaN: it is not among them. */
  place({ name }) {
    const at = this.entries().findIndex((one) => one.name === name);
    return { place: at < 0 ? NaN : at + 1, of: this.entries().length };
  }

  /** find: by its name, or the same in another case. */
  find(name) {
    const lower = name.toLowerCase();
    const found =
      this.entries().find((one) => one.name === name) ??
      this.entries().find((one) => one.name.toLowerCase() === lower);
    return found ? { ...found, rows: this.rowsOf(found) } : null;
  }
}

// Facet: a fact of the models themselves.
class Facet extends Kind {
  entries() {
    this.all ||= tally(this.models, listed(this.models), this.dict());
    return this.all;
  }

  rowsOf({ name }) {
    const { codes, labels } = this.dict();
    const code = labels.indexOf(name) + 1;
    return listed(this.models).filter((row) => codes[row] === code);
  }
}

class Author extends Facet {
  relates = ['task', 'license'];

  dict() {
    return this.models.authors;
  }

  title(name) {
    const row = this.entries().find((one) => one.name === name)?.row ?? -1;
    return row < 0 ? name : this.models.authorTitle(row);
  }

  picture({ name, row }) {
    return { author: name, kind: this.models.value('kind', row) };
  }
}

class Task extends Facet {
  relates = ['author', 'license'];

  dict() {
    return this.models.facet('task');
  }

  title(name) {
    return taskName(name);
  }
}

class License extends Facet {
  relates = ['author', 'task'];

  async load() {
    const [terms, duties] = await Promise.all([
      loadTable('license_terms'),
      loadTable('license_duties'),
    ]);
    this.terms = new Map(records(terms).map((one) => [one.license, one]));
    this.duties = records(duties);
  }

  dict() {
    return this.models.facet('license');
  }

  title(name) {
    return this.terms.get(name)?.title ?? name;
  }
}

class Family extends Kind {
  relates = ['author', 'task', 'license'];

  async load() {
    const [edges, table] = await Promise.all([loadEdges(this.models.count), loadTable('families')]);
    this.edges = edges;
    this.table = table;
    this.roots = table.ints('model');
  }

  /** entries: with names, of which a page of one family needs none. */
  entries() {
    this.all ??= records(this.table)
      .filter(({ model }) => model >= 0)
      .map((one) => ({
        ...one,
        name: this.models.name(one.model),
        row: one.model,
        models: one.descendants,
      }))
      .sort(byInfluence);
    return this.all;
  }

  // in the order of entries
  place({ row, name }) {
    const { models, roots, table } = this;
    const [influence, descendants] = ['influence', 'descendants'].map((key) => table.numbers(key));
    const at = roots.indexOf(row);
    const isBefore = (i) =>
      influence[i] - influence[at] ||
      descendants[i] - descendants[at] ||
      (models.name(roots[i]) < name ? 1 : -1);
    const listed = Array.from(roots.keys()).filter((i) => roots[i] >= 0);
    return {
      place: at < 0 ? NaN : 1 + listed.filter((i) => i !== at && isBefore(i) > 0).length,
      of: listed.length,
    };
  }

  picture({ row }) {
    return { author: this.models.author(row), kind: this.models.value('kind', row) };
  }

  /** find: of any model, one that nobody builds on too. */
  find(name) {
    const { models } = this;
    const row = models.row(name);
    if (row < 0) {
      return null;
    }
    const rows = descendants(this, row)
      .filter((one) => !Number.isNaN(models.ranks[one]))
      .sort((a, b) => a - b);
    const [known] = recordsWhere(this.table, 'model', (model) => model === row);
    return {
      ...sums(models, rows),
      ...known,
      ...(known && { models: known.descendants }),
      name: models.name(row),
      row,
      rows,
    };
  }
}

// Listing: a fact that data files of its own say of models: name to rows.
class Listing extends Kind {
  entries() {
    return this.all;
  }

  rowsOf({ name }) {
    return this.of
      .get(name)
      .filter((row) => !Number.isNaN(this.models.ranks[row]))
      .sort((a, b) => a - b);
  }
}

class Language extends Listing {
  relates = ['author', 'task', 'license'];

  async load() {
    const { models } = this;
    this.of = await models.loadLanguages();
    this.all = [...this.of.keys()]
      .map((name) => ({ name, ...sums(models, this.rowsOf({ name })) }))
      .filter((one) => one.models > 0)
      .sort(byInfluence);
  }

  title(name) {
    return languageName(name);
  }

  /** find: by any code of the language, as eng for en. */
  find(name) {
    try {
      return super.find(name) ?? super.find(new Intl.Locale(name).language);
    } catch {
      return null;
    }
  }
}

class Dataset extends Listing {
  relates = ['author', 'task', 'license'];

  async load() {
    const [datasets, pairs] = await Promise.all([
      loadTable('datasets'),
      loadTable('dataset_models'),
    ]);
    const rows = pairs.numbers('model');
    this.all = records(datasets);
    this.of = new Map(this.all.map(({ name }) => [name, []]));
    pairs.numbers('dataset').forEach((dataset, i) => {
      rows[i] >= 0 && this.of.get(this.all[dataset].name).push(rows[i]);
    });
  }

  picture({ name }) {
    return name.includes('/') ? { author: name.split('/')[0], kind: null } : null;
  }
}

const KINDS = {
  author: Author,
  family: Family,
  task: Task,
  license: License,
  language: Language,
  dataset: Dataset,
};
