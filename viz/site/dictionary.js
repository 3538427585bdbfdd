// The data dictionary as HTML: sql/llmeco-dictionary.csv, which `make reference` writes from the
// comments of the database's objects.

/** parseCsv: the lines as objects, by the first one's names. */
function parseCsv(text) {
  const lines = [];
  let line = [];
  for (const [, field, end] of text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)) {
    line.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end !== ',') {
      lines.push(line);
      line = [];
    }
  }
  const [head, ...rows] = lines.filter((one) => one.length > 1);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

/** dictionaryHtml: a section for each table, view, function and setting, a row for each part. */
export function dictionaryHtml(csv, escape) {
  const objects = [];
  for (const { kind, name, part, type, comment } of parseCsv(csv)) {
    if (kind.includes(' ')) {
      objects.at(-1).parts.push({ part, type, comment });
    } else {
      objects.push({ kind, name, part, type, comment, parts: [] });
    }
  }
  const row = ({ part, type, comment }) =>
    `<tr><th scope="row">${escape(part)}</th><td><code>${escape(type)}</code></td>` +
    `<td>${escape(comment)}</td></tr>`;
  return objects
    .map(({ kind, name, part, comment, parts }) => {
      const title = kind === 'function' ? `${name}(${part})` : name;
      const table = parts.length
        ? `<table><tbody>${parts.map(row).join('\n')}</tbody></table>`
        : '';
      return (
        `<section><h2><code>${escape(title)}</code> <span class="tag">${kind}</span></h2>` +
        `<p>${escape(comment)}</p>${table}</section>`
      );
    })
    .join('\n');
}
