// A mark on what owes most of its influence to the models that it is built on.

import { h } from '../core/dom.js';
import { portion } from '../core/format.js';
import { t } from '../core/i18n.js';

/** inheritedMark: of a share, 0 to 1; null up to a half. */
export function inheritedMark(share) {
  const values = { share: portion(share, 0) };
  return share > 0.5
    ? h('span', { class: 'inherited', title: t('inherited.why', values) }, t('inherited', values))
    : null;
}
