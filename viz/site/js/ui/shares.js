// A thin bar split in the own, child and parent shares of an influence.

import { svg } from '../core/dom.js';
import { percent } from '../core/format.js';
import { t } from '../core/i18n.js';

export function sharesText(shares) {
  return t('share.label', {
    own: percent(shares[0]),
    child: percent(shares[1]),
    parent: percent(shares[2]),
  });
}

export function sharesBar(shares) {
  if (!shares) {
    return null;
  }
  let x = 0;
  const parts = shares.map((share, i) => {
    const width = share * 100;
    const rect = svg('rect', {
      class: `share-${['own', 'child', 'parent'][i]}`,
      x: x.toFixed(2),
      y: 0,
      width: width.toFixed(2),
      height: 4,
    });
    x += width;
    return rect;
  });
  const label = sharesText(shares);
  return svg(
    'svg',
    {
      class: 'shares',
      viewBox: '0 0 100 4',
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': label,
    },
    svg('title', {}, label),
    parts,
  );
}
