// Where the numbers of a picture come from, as of when, by which parameters: what stands below it
// in a file and on paper.

import { moment, plain } from './format.js';
import { t } from './i18n.js';
import { parametersText } from './parameters.js';

/** sourceLines: of a picture of models ('hub') or of projects ('github'). */
export function sourceLines(meta, of = 'hub') {
  const version = meta.generator ?? '';
  return of === 'github'
    ? [t('source.github', { time: moment(meta.refreshed_at), version })]
    : [
        t('print.source', { time: moment(meta.as_of), version }),
        [t('source.hub'), parametersText(meta, plain)].filter(Boolean).join(' · '),
      ];
}
