// Languages of models, which data/language_models.js has.

import { loadTable } from './data.js';
import { locale } from './i18n.js';

/** loadLanguages: resolves to a Map from the code of a language to the rows of its models. */
export async function loadLanguages() {
  const table = await loadTable('language_models');
  const rows = table.numbers('model');
  const of = new Map();
  table.texts('language').forEach((code, i) => {
    if (rows[i] >= 0) {
      of.has(code) ? of.get(code).push(rows[i]) : of.set(code, [rows[i]]);
    }
  });
  return of;
}

/** languageName: of a code, in the language of the page. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames(locale(), { type: 'language', fallback: 'code' }).of(code);
  } catch {
    return code;
  }
}
