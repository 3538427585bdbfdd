// A choice of several of many values: a summary that says what is chosen and opens a list of check
// boxes, with a search where it is long.

import { $, $$, announce, h } from '../core/dom.js';
import { fold, hasAll, wordsOf } from '../core/fold.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';

const FEW = 9;

export class Choice {
  /**
   * element: <details class="pop choice"><summary><div class="pop-panel">; options() resolves to
   * [{value, text, n}]; choose(values) is called on a choice.
   */
  constructor(element, { options, choose }) {
    this.element = element;
    this.options = options;
    this.choose = choose;
    this.summary = $('summary', element);
    this.panel = $('.pop-panel', element);
    this.shown = null; // the options in the list, as text
    element.addEventListener('toggle', () => this.fill());
  }

  /** draw: label: what is chosen; any: what no value means; text(value). */
  draw({ label, any, values, text }) {
    Object.assign(this, { label, values });
    this.summary.replaceChildren(
      h('span', { class: 'visually-hidden' }, `${label}: `),
      h('span', { class: 'choice-text' }, values.length ? text(values[0]) : any),
      values.length > 1 ? h('span', { class: 'badge num' }, `+${count(values.length - 1)}`) : '',
    );
    this.panel.setAttribute('aria-label', label);
    this.fill();
  }

  // fill: the list, once it is open; what is in it stays where the reader is.
  async fill() {
    if (!this.element.open) {
      return;
    }
    const options = await this.options();
    const key = JSON.stringify([this.label, options]);
    if (this.shown !== key) {
      this.shown = key;
      this.list(options);
    }
    $$('input[type=checkbox]', this.panel).forEach((box) => {
      box.checked = this.values.includes(box.value);
    });
  }

  list(options) {
    const items = options.map((option) => ({ words: fold(option.text), item: this.item(option) }));
    const none = h('p', { class: 'muted', hidden: true }, t('search.none'));
    const search = (event) => {
      const words = wordsOf(event.target.value);
      items.forEach(({ words: text, item }) => {
        item.hidden = !hasAll(text, words);
      });
      const found = items.filter(({ item }) => !item.hidden).length;
      none.hidden = found > 0;
      announce(found ? t('search.results', { n: count(found) }) : t('search.none'));
    };
    const label = t('choice.search', { what: this.label });
    this.panel.replaceChildren(
      ...(items.length > FEW
        ? [
            h('input', {
              class: 'input',
              type: 'search',
              'aria-label': label,
              placeholder: label,
              autocomplete: 'off',
              spellcheck: 'false',
              oninput: search,
            }),
          ]
        : []),
      h(
        'div',
        { class: 'choice-list' },
        items.map(({ item }) => item),
        none,
      ),
    );
  }

  item({ value, text, n }) {
    return h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', value, onchange: (event) => this.toggle(event.target) }),
      h('span', { class: 'choice-name' }, text),
      h('span', { class: 'num muted' }, count(n)),
    );
  }

  toggle({ value, checked }) {
    const others = this.values.filter((one) => one !== value);
    this.choose(checked ? [...others, value] : others);
  }
}
