// All names of models as one folded text, which is searched in a few
// milliseconds however many there are. A line a model: author/name, then its
// old names.

import { fold, foundAt, isExactly } from './fold.js';
import { Gradual } from './gradual.js';

const SLICE = 1000;

export class Names {
  constructor(models) {
    this.models = models;
    this.text = '';
    this.starts = new Uint32Array(models.count + 1);
    this.making = new Gradual(this.make());
  }

  *make() {
    const { models, starts } = this;
    const owners = models.owners.texts('name').map((name) => (name ? `${fold(name)}/` : ''));
    yield;
    const parts = [];
    let length = 0;
    for (let from = 0; from < models.count; from += SLICE) {
      const lines = [];
      for (let row = from; row < Math.min(models.count, from + SLICE); row++) {
        const old = models.aliasesOf.get(row);
        const line =
          (models.ownerOf[row] < 0 ? '' : owners[models.ownerOf[row]]) +
          fold(models.shortName(row)) +
          (old ? `\t${old.map(fold).join('\t')}` : '');
        starts[row] = length;
        length += line.length + 1;
        lines.push(line, '\n');
      }
      parts.push(lines.join(''));
      yield;
    }
    starts[models.count] = length;
    this.text = parts.join('');
    // joined texts are a tree until they are first read
    void this.text.charCodeAt(0);
  }

  line(row) {
    return this.text.slice(this.starts[row], this.starts[row + 1]);
  }

  /**
   * find: a Uint8Array with 1 for each row that has all words, in its name, an old one or its
   * author's full name.
   */
  find(words) {
    this.making.finish();
    const found = new Uint8Array(this.models.count);
    if (!words.length) {
      return found.fill(1);
    }
    const [first, ...others] = [...words].sort((a, b) => b.length - a.length);
    this.mark(first, found);
    const titles = others.map((word) => this.titles(word));
    const { codes } = this.models.fullNames;
    for (let row = 0; others.length && row < found.length; row++) {
      if (found[row]) {
        const line = this.line(row);
        found[row] = others.every(
          (word, i) => foundAt(line, word) >= 0 || (titles[i] && titles[i][codes[row]]),
        )
          ? 1
          : 0;
      }
    }
    return found;
  }

  // mark: the rows of one word.
  mark(word, found) {
    const { text, starts } = this;
    for (let at = foundAt(text, word), row = 0; at >= 0; at = foundAt(text, word, starts[row])) {
      while (starts[row + 1] <= at) {
        row++;
      }
      found[row++] = 1;
    }
    const titles = this.titles(word);
    const { codes } = this.models.fullNames;
    for (let row = 0; titles && row < found.length; row++) {
      found[row] |= titles[codes[row]];
    }
  }

  // titles: by code of full names, 1 where one has the word; null: none has.
  titles(word) {
    this.folded ||= this.models.fullNames.labels.map(fold);
    let any = false;
    const has = new Uint8Array(this.folded.length + 1);
    this.folded.forEach((name, i) => {
      if (foundAt(name, word) >= 0) {
        has[i + 1] = 1;
        any = true;
      }
    });
    return any ? has : null;
  }

  /** exact: the rows among those found that are called so, by a name of today or an old one. */
  exact(words, found) {
    const whole = fold(words.join(' '));
    const rows = [];
    for (let row = 0; words.length && row < found.length; row++) {
      if (found[row] && this.text.startsWith(whole, this.starts[row + 1] - 1 - whole.length)) {
        this.called(row, words) && rows.push(row);
      } else if (found[row] && this.models.aliasesOf.has(row)) {
        this.called(row, words) && rows.push(row);
      }
    }
    return rows;
  }

  called(row, words) {
    const { models } = this;
    return [models.name(row), ...(models.aliasesOf.get(row) ?? [])].some((name) =>
      isExactly(name, words),
    );
  }
}
