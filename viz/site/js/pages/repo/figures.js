// The newest month in figures, each with the line of its last six months.

import { $, h } from '../../core/dom.js';
import { compact, count, fixed, percent } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { SUMS } from '../../core/series.js';
import { spark } from '../../ui/spark.js';

const FIGURES = [
  'stars',
  'technical_fork',
  'issues_new',
  'change_requests',
  'attention',
  'activity',
  'openrank',
];

export function figures({ repo }) {
  $('#figures').replaceChildren(
    ...FIGURES.filter((metric) => repo.recent[metric]).map((metric) => {
      const values = repo.recent[metric];
      const [before, value] = [values.at(-2), values.at(-1)];
      const format = (v) => (SUMS.has(metric) ? count(v) : fixed(v, 1));
      const change = before > 0 ? (value - before) / before : NaN;
      return h(
        'li',
        { class: 'key-figure', dataset: { metric } },
        h('span', { class: 'muted' }, t(`figure.${metric}`)),
        h('strong', { class: 'num' }, format(value)),
        spark(
          values,
          t('github.trend', {
            metric: t(`metric.${metric}`),
            values: values.map((v) => compact(v)).join(', '),
          }),
          repo.open,
        ),
        h(
          'span',
          { class: 'muted num' },
          Number.isNaN(change)
            ? t('repo.change.none')
            : t('repo.change', { change: `${change > 0 ? '+' : ''}${percent(change)}` }),
        ),
      );
    }),
  );
}
