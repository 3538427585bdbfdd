// The list as a CSV file (RFC 4180, UTF-8 with a byte order mark for
// spreadsheets): every row of the list, raw values.

import { isoDay } from '../../core/format.js';

const TEXT_KEYS = ['task', 'license', 'library', 'kind', 'org'];
const HEAD = ['rank', 'name', 'author', 'author_full_name', 'created', 'downloads', 'likes', 'parameters',
  'task', 'license', 'library', 'author_kind', 'org_type',
  'influence', 'self_influence', 'child_influence', 'parent_influence'];

/** field: a value; a text that a spreadsheet would run as a formula is marked as text. */
function field(value) {
  if (value === null || Number.isNaN(value)) {
    return '';
  }
  let text = String(value);
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) {
    text = `'${text}`;
  }
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** csv: a Blob of the rows. */
export function csv(models, rows) {
  const lines = [HEAD.join(',')];
  for (const row of rows) {
    lines.push([
      models.rank(row), models.name(row), models.author(row), models.fullName(row), isoDay(models.created[row]),
      models.downloads[row], models.likes[row], models.parameters[row],
      ...TEXT_KEYS.map((key) => models.value(key, row)),
      models.influence[row], ...models.parts.map((part) => part[row]),
    ].map(field).join(','));
  }
  return new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' });
}
