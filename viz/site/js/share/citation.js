// How to cite a view: as a text and for BibTeX, in English, whatever the language of the page.

import { parametersText } from '../core/parameters.js';

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 }).format;
const run = globalThis.document?.documentElement.dataset.run;

/** citation: {text, bibtex}; address: of the view, null where it is not on the web. */
export function citation(meta, title, address) {
  const known = {
    program: `llmeco ${meta.generator ?? ''}`.trim(),
    title,
    day: meta.as_of?.slice(0, 10),
    year: meta.as_of?.slice(0, 4),
    parameters: parametersText(meta, plain),
    address,
  };
  return { text: plainText(known), bibtex: bibtex(known) };
}

function plainText({ program, title, day, year, parameters, address }) {
  return [
    `${program}${year ? ` (${year})` : ''}.`,
    `${title}${day ? `, as of ${day}` : ''}.`,
    parameters && `Influence with ${parameters}.`,
    `Run ${run}.`,
    address,
  ]
    .filter(Boolean)
    .join(' ');
}

const TEX = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

// tex: a text as LaTeX reads it; braces by name, as BibTeX counts them.
function tex(text) {
  return text.replace(/[\\{}^~]|[$&#%_]/g, (c) => TEX[c] ?? `\\${c}`);
}

function bibtex({ program, title, day, year, parameters, address }) {
  const fields = {
    author: '{llmeco}',
    title: `{${tex(title)}}`,
    year,
    note: [program, day && `as of ${day}`, `run ${run}`, parameters].filter(Boolean).join('; '),
    url: address?.replace(/[{}\\]/g, encodeURIComponent),
  };
  return `@misc{llmeco${day ? `-${day}` : ''},\n${Object.entries(fields)
    .filter(([, value]) => value)
    .map(([key, value]) => `  ${key.padEnd(6)} = {${value}}`)
    .join(',\n')}\n}`;
}
