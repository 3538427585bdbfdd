// A search field with type-ahead: the ARIA combobox pattern with a list box.
// Arrow keys move, Enter follows, Escape closes.

import { announce, h, later } from '../core/dom.js';
import { matcher, wordsOf } from '../core/fold.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';

/**
 * combobox: makes `input` a combobox. find(text) gives (a promise of) at most
 * ten {label, detail, picture, group, value}; choose(value) follows one.
 */
export function combobox(input, find, choose) {
  new Combobox(input, find, choose).listen();
}

class Combobox {
  constructor(input, find, choose) {
    this.input = input;
    this.find = find;
    this.choose = choose;
    this.items = [];
    this.text = ''; // that they were found for
    this.active = -1; // of items; -1: none
    this.id = `${input.id}-list`;
    this.list = h('ul', {
      class: 'combo-list',
      role: 'listbox',
      id: this.id,
      hidden: true,
      // what scrolls is a stop of the Tab key otherwise, and hides as the field is left
      tabindex: -1,
      'aria-label': input.labels?.[0]?.textContent || '',
    });
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-controls': this.id,
      'aria-autocomplete': 'list',
      autocomplete: 'off',
      spellcheck: 'false',
    })) {
      input.setAttribute(name, value);
    }
  }

  listen() {
    const { input, list } = this;
    const search = () => this.search();
    const soon = later(search, 60);
    // what an input method is still composing is no text yet
    input.addEventListener('input', (event) => !event.isComposing && soon());
    input.addEventListener('compositionend', soon);
    input.addEventListener('focus', () => input.value.trim() && list.hidden && search());
    input.addEventListener('blur', () => this.close());
    input.addEventListener('keydown', (event) => this.key(event));
  }

  async search() {
    const { input } = this;
    const text = input.value.trim();
    if (!text) {
      this.close();
      return;
    }
    const found = await this.find(text);
    if (input.value.trim() === text && document.activeElement === input) {
      this.show(found, text);
    }
  }

  /** enter: takes the marked option of what is typed, whose list may still be on its way. */
  async enter() {
    if (this.list.hidden || this.text !== this.input.value.trim()) {
      await this.search();
    }
    const item = this.list.hidden ? null : this.items[this.active];
    if (item) {
      this.take(item);
    }
  }

  show(items, text) {
    const { input, list } = this;
    this.items = items;
    this.text = text;
    list.replaceChildren(
      ...(items.length ? items.map((item, i) => this.option(item, i, text)) : [noOption()]),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    // what Enter takes is marked, and told by screen readers, before
    if (items.length) {
      this.mark(0);
    } else {
      this.active = -1;
      input.removeAttribute('aria-activedescendant');
    }
    announce(items.length ? t('search.results', { n: count(items.length) }) : t('search.none'));
  }

  option(item, i, text) {
    return h(
      'li',
      {
        role: 'option',
        id: `${this.id}-${i}`,
        'aria-selected': 'false',
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.take(item),
      },
      item.picture,
      h(
        'span',
        { class: 'combo-text' },
        h('span', { class: 'combo-label' }, marked(item.label, text)),
        h('span', { class: 'combo-detail' }, item.detail),
      ),
      h('span', { class: 'combo-group' }, item.group),
    );
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) {
      return; // the keys are the input method's
    }
    const open = !this.list.hidden && this.items.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (open) {
        this.mark(this.next(step));
      } else {
        this.search();
      }
    } else if (event.key === 'Enter' && this.input.value.trim()) {
      event.preventDefault();
      this.enter();
    } else if (event.key === 'Escape') {
      if (this.list.hidden) {
        this.input.value = '';
      }
      this.close();
    }
  }

  // next: the option after the active one, round at the ends; from none up to the last
  next(step) {
    const n = this.items.length;
    return this.active < 0 && step < 0 ? n - 1 : (this.active + step + n) % n;
  }

  mark(at) {
    const { input, list } = this;
    this.active = at;
    [...list.children].forEach((option, i) =>
      option.setAttribute('aria-selected', String(i === at)),
    );
    input.setAttribute('aria-activedescendant', `${this.id}-${at}`);
    list.children[at].scrollIntoView({ block: 'nearest' });
  }

  take(item) {
    this.close();
    this.input.value = item.label;
    this.choose(item.value);
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }
}

function noOption() {
  return h(
    'li',
    { class: 'combo-none', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' },
    t('search.none'),
  );
}

// marked: the label with the words of the search set off.
function marked(label, text) {
  const words = matcher(wordsOf(text));
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of words ? label.matchAll(words) : []) {
    parts.push(label.slice(end, index), h('mark', {}, word));
    end = index + word.length;
  }
  return [...parts, label.slice(end)];
}
