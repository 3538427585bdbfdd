// A thing on two dates: what is known of it by day, for two-dates.js to draw.

import { loadBundle, loadMeta, loadTable } from '../../core/data.js';
import { h } from '../../core/dom.js';
import { count, day, isoDay, percent, portion } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { monthOf } from '../../core/tally.js';
import { sharesOf } from './months.js';

const USE = { h, t, count, day, isoDay, percent, portion, monthOf };

/**
 * twoDates: resolves to the two fields and their figures, of an author or a family, null where no
 * model has a date. state: {from, to} as they are in the address.
 */
export async function twoDates(name, kind, one, state, change) {
  const [meta, table, shares] = await Promise.all([
    loadMeta(),
    loadTable(`${name}_days`),
    sharesOf(kind, one),
    loadBundle('two-dates'),
  ]);
  const key = name === 'family' ? table.numbers('model') : table.texts('author');
  const isOf = name === 'family' ? one.row : one.name;
  const [on, downloads, likes] = ['day', 'downloads', 'likes'].map((c) => table.numbers(c));
  const days = Array.from(on, (at, i) => ({ at, downloads: downloads[i], likes: likes[i] })).filter(
    (_, i) => key[i] === isOf,
  );
  const data = { name, kind, one, shares, days, snapshots: table.rows > 0 };
  return self.llmecoTwoDates(USE, data, meta, state, change);
}
