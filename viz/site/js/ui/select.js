// A select whose options follow data and language.

import { h } from '../core/dom.js';

/** fillSelect: sets options [{value, text}] and value; choose(value) is called on a choice. */
export function fillSelect(select, options, value, choose) {
  const key = JSON.stringify(options);
  if (select.dataset.options !== key) {
    select.dataset.options = key;
    select.replaceChildren(...options.map((o) => h('option', { value: o.value }, o.text)));
    select.onchange = () => choose(select.value);
  }
  select.value = value;
}
