// How to cite this snapshot: as a text and for BibTeX, each with a copy button.

import { $, announce, h } from '../../core/dom.js';
import { t } from '../../core/i18n.js';
import { parametersText } from '../../core/source.js';

// Citations are in English, whatever the language of the page.
function facts(meta) {
  const models = meta.counts.models.toLocaleString('en');
  return {
    program: `llmeco ${meta.generator ?? ''}`.trim(),
    title: `Lineage and influence of ${models} open-source AI models`,
    day: meta.as_of?.slice(0, 10),
    year: meta.as_of?.slice(0, 4),
    parameters: parametersText(meta),
  };
}

function plainText({ program, title, day, year, parameters }) {
  return [
    `${program}${year ? ` (${year})` : ''}.`,
    `${title}${day ? `, as of ${day}` : ''}.`,
    parameters && `Influence with ${parameters}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function bibtex({ program, title, day, year, parameters }) {
  const fields = {
    author: '{llmeco}',
    title: `{${title}}`,
    year,
    note: [program, day && `as of ${day}`, parameters].filter(Boolean).join('; '),
  };
  return `@misc{llmeco${day ? `-${day}` : ''},\n${Object.entries(fields)
    .filter(([, value]) => value)
    .map(([key, value]) => `  ${key.padEnd(6)} = {${value}}`)
    .join(',\n')}\n}`;
}

/** cite: fills the two boxes of the section. */
export function cite(meta) {
  const known = facts(meta);
  for (const [id, label, text] of [
    ['cite-text', t('home.cite.text'), plainText(known)],
    ['cite-bibtex', t('home.cite.bibtex'), bibtex(known)],
  ]) {
    const box = $(`#${id}`);
    const shown = h(
      id === 'cite-text' ? 'p' : 'pre',
      { tabindex: 0, 'aria-label': label, role: 'group' },
      text,
    );
    box.replaceChildren(
      shown,
      h(
        'button',
        { type: 'button', class: 'button', onclick: () => copy(text, shown) },
        t('home.cite.copy'),
      ),
    );
  }
}

// copy: where the page may not write to the clipboard, the text is left selected.
async function copy(text, shown) {
  getSelection().selectAllChildren(shown);
  try {
    await navigator.clipboard.writeText(text);
    announce(t('home.cite.copied'));
  } catch {
    announce(t(document.execCommand('copy') ? 'home.cite.copied' : 'home.cite.selected'));
  }
}
