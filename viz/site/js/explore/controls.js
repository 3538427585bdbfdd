// The selects above the drawing.

import { $, h } from '../core/dom.js';
import { language, t } from '../core/i18n.js';

/**
 * controls: fills each select in the language of the moment; choose(key, value) once, state each
 * time.
 */
export function controls(choices, choose, state) {
  for (const [key, { values }] of Object.entries(choices)) {
    const select = $(`#${key}`);
    if (select.dataset.language !== language()) {
      select.dataset.language = language();
      select.replaceChildren(
        ...values.map((value) => h('option', { value }, t(`${key}.${value}`))),
      );
    }
    if (choose) {
      select.addEventListener('change', () => choose(key, select.value));
    }
    if (state) {
      select.value = state[key];
    }
  }
}
