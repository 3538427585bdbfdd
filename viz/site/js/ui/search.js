// The search over models and authors at once, on home and on the network page.

import { count, fixed } from '../core/format.js';
import { t } from '../core/i18n.js';
import { combobox, findAuthors, findModels } from './combobox.js';
import { monogram } from './monogram.js';

/** modelSearch: choose({model}) or choose({author}) is called with a name. */
export function modelSearch(input, loadModels, choose) {
  combobox(input, async (text) => {
    const models = await loadModels();
    const authors = findAuthors(models, text, 3);
    const rows = findModels(models, text, 10 - authors.length);
    return [
      ...authors.map((a) => ({
        label: a.name,
        detail: [a.full, t('search.author.detail', { n: count(a.n) })].filter(Boolean).join(' · '),
        group: t('search.author'),
        picture: monogram(a.name, models.value('kind', a.row)),
        value: { author: a.name },
      })),
      ...rows.map((row) => ({
        label: models.name(row),
        detail: [models.fullName(row), `${t('column.influence')} ${fixed(models.influence[row])}`].filter(Boolean).join(' · '),
        group: t('search.model'),
        picture: monogram(models.author(row), models.value('kind', row)),
        value: { model: models.name(row) },
      })),
    ];
  }, choose);
}
