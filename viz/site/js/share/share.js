// What the footer's buttons do: the page's address for others, and how to cite what it shows. t is
// that of the page's i18n.js.

import { $, h } from '../core/dom.js';
import { hostedAddress, viewAddress } from './address.js';
import { citation } from './citation.js';
import { citeBox } from './cite.js';
import { copyText } from './copy.js';

/** copyAddress: shows and copies the address of the view. */
export async function copyAddress(meta, t) {
  const shown = $('#address');
  const text = viewAddress();
  shown.hidden = false;
  shown.textContent = text;
  $('#address-said').textContent = await copyText(text, shown, t);
}

// styled: resolves when the style of what follows is there.
function styled() {
  const site = $('link[rel="stylesheet"]');
  const href = site.getAttribute('href').replace('site.css', 'more.css');
  const there = $(`link[href="${href}"]`);
  return there
    ? Promise.resolve()
    : new Promise((resolve) => {
        site.after(h('link', { rel: 'stylesheet', href, onload: resolve, onerror: resolve }));
      });
}

/** showCitation: opens a dialog with the citation of the view. */
export async function showCitation(meta, t) {
  await styled();
  const title = document.title.replace(/ · llmeco$/, '');
  const { text, bibtex } = citation(meta, title, hostedAddress());
  const dialog = h(
    'dialog',
    {
      class: 'cite-dialog',
      'aria-labelledby': 'cite-dialog-title',
      onclose: () => dialog.remove(),
    },
    h('h2', { id: 'cite-dialog-title' }, t('cite')),
    h('div', { class: 'panel' }, citeBox('p', t('cite.text'), text, t)),
    h('div', { class: 'panel' }, citeBox('pre', t('cite.bibtex'), bibtex, t)),
    h(
      'form',
      { method: 'dialog' },
      h('button', { class: 'button primary', value: 'close' }, t('cite.close')),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
