// Everything that the dashboard shows as one JSON file.

const RANKING = [
  'rank',
  'place',
  'key',
  'name',
  'name_zh',
  'kind',
  'org_type',
  'influence',
  'models',
  'entries',
  'reason',
];
const LISTS = new Set(['path', 'relation', 'example']);
const DAY = 86400000;

/**
 * records: the rows of a table as objects; a date as 2025-01-31, a list as a list, NULL as null.
 */
function records(table) {
  const columns = [...table.columns.values()].map(({ name, type }) => [
    name,
    type,
    ['text', 'dict'].includes(type) ? table.texts(name) : table.numbers(name),
  ]);
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(
      columns.map(([name, type, values]) => {
        const value = values[row];
        if (value === null || Number.isNaN(value)) {
          return [name, null];
        }
        return [
          name,
          type === 'day'
            ? new Date(value * DAY).toISOString().slice(0, 10)
            : LISTS.has(name)
              ? JSON.parse(value)
              : value,
        ];
      }),
    ),
  );
}

export function everything(meta, rankings, tables) {
  const plain = (value) => (Number.isNaN(value) ? null : value);
  const content = { as_of: meta.as_of, refreshed_at: meta.refreshed_at };
  for (const row of rankings.rows) {
    (content[row.ranking] ||= []).push(Object.fromEntries(RANKING.map((c) => [c, plain(row[c])])));
  }
  for (const [name, table] of Object.entries(tables)) {
    content[name] = records(table);
  }
  return new Blob([JSON.stringify(content, null, 1), '\n'], { type: 'application/json' });
}
