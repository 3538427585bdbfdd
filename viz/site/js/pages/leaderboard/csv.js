// The list as a CSV file: every row of it, raw values.

import { csvBlob } from '../../core/csv.js';
import { isoDay } from '../../core/format.js';

const TEXT_KEYS = ['task', 'license', 'library', 'kind', 'org'];
const HEAD = [
  'rank',
  'rank_change',
  'name',
  'author',
  'author_full_name',
  'created',
  'downloads',
  'likes',
  'parameters',
  'task',
  'license',
  'library',
  'author_kind',
  'org_type',
  'influence',
  'self_influence',
  'child_influence',
  'parent_influence',
  'earned_influence',
];

/** csv: resolves to a Blob of the rows. */
export async function csv(models, rows) {
  const earned = await models.loadEarned();
  return csvBlob(
    HEAD,
    Array.from(rows, (row) => [
      models.rank(row),
      models.rankChange[row],
      models.name(row),
      models.author(row),
      models.fullName(row),
      isoDay(models.created[row]),
      models.downloads[row],
      models.likes[row],
      models.parameters[row],
      ...TEXT_KEYS.map((key) => models.value(key, row)),
      models.influence[row],
      ...models.parts.map((part) => part[row]),
      earned[row],
    ]),
  );
}
