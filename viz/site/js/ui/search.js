// The search over models and authors at once, on home and on the network page;
// on home over repositories too.

import { findAuthors, findModels, findRepos } from '../core/find.js';
import { fold, hasAll, isExactly, wordsOf } from '../core/fold.js';
import { count, fixed } from '../core/format.js';
import { t } from '../core/i18n.js';
import { combobox } from './combobox.js';
import { monogram } from './monogram.js';

/**
 * modelSearch: choose({model}), choose({author}) or choose({repo}) is called with a name. loadRepos
 * resolves to the table of repositories, null where the site has none.
 */
export function modelSearch(input, loadModels, choose, loadRepos = async () => null) {
  combobox(
    input,
    async (text) => {
      const [models, table] = await Promise.all([loadModels(), loadRepos()]);
      const authors = findAuthors(models, text, 3);
      const repos = table ? findRepos(table, text, 10) : [];
      const others = authors.length + Math.min(3, repos.length);
      const rows = findModels(models, text, 10 - others);
      const words = wordsOf(text);
      const exact = ({ label }) => (isExactly(label, words) ? 0 : 1);
      return [
        ...authors.map((a) => ({
          label: a.name,
          detail: [a.full, t('search.author.detail', { n: count(a.n) })]
            .filter(Boolean)
            .join(' · '),
          group: t('search.author'),
          picture: monogram(a.name, models.value('kind', a.row)),
          value: { author: a.name },
        })),
        ...repos.map(({ name, openrank }) => ({
          label: name,
          detail: Number.isNaN(openrank) ? '' : `OpenRank ${fixed(openrank)}`,
          group: t('search.repo'),
          picture: monogram(name.split('/')[0], 'organization'),
          value: { repo: name },
        })),
        ...rows.map((row) => ({
          label: models.name(row),
          detail: [
            formerly(models, row, text),
            models.fullName(row),
            `${t('column.influence')} ${fixed(models.influence[row])}`,
          ]
            .filter(Boolean)
            .join(' · '),
          group: t('search.model'),
          picture: monogram(models.author(row), models.value('kind', row)),
          value: { model: models.name(row) },
        })),
      ].sort((a, b) => exact(a) - exact(b));
    },
    choose,
  );
}

// formerly: the old name that was looked for, null where the name of today fits as well.
function formerly(models, row, text) {
  const words = wordsOf(text);
  const old = hasAll(fold(`${models.name(row)} ${models.fullName(row) ?? ''}`), words)
    ? null
    : models.aliasesOf.get(row)?.find((name) => hasAll(fold(name), words));
  return old ? t('search.formerly', { name: old }) : null;
}
