// Data dictionary: the page has all of it; this finds what has the words that are asked for.

import { $, $$, later } from '../core/dom.js';
import { hasAll, fold, wordsOf } from '../core/fold.js';
import { count } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { onStateChange, readState, writeState } from '../core/url.js';

export async function dictionary() {
  const objects = $$('#objects > section').map((section) => ({
    section,
    text: fold($('h2', section).textContent),
    about: fold($('p', section).textContent),
    rows: $$('tr', section).map((row) => ({ row, text: fold(row.textContent) })),
  }));
  const show = () => {
    const words = wordsOf($('#find').value);
    let found = 0;
    for (const { section, text, about, rows } of objects) {
      const whole = hasAll(`${text} ${about}`, words);
      const fits = rows.map((one) => whole || hasAll(`${text} ${one.text}`, words));
      rows.forEach(({ row }, i) => {
        row.hidden = !fits[i];
      });
      section.hidden = !whole && !fits.includes(true);
      found += section.hidden ? 0 : 1;
    }
    $('#found').textContent = t('dictionary.found', {
      n: count(found),
      all: count(objects.length),
    });
  };
  const read = () => {
    $('#find').value = readState().get('q');
    show();
  };
  const changed = later(() => {
    writeState({ q: $('#find').value });
    show();
  }, 100);
  $('#find').addEventListener('input', changed);
  onLanguage(show);
  onStateChange(read);
  read();
}
