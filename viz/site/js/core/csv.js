// Tables as CSV files (RFC 4180, UTF-8 with a byte order mark for spreadsheets).

/** field: a value; a text that a spreadsheet would run as a formula is marked as text. */
function field(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '';
  }
  let text = String(value);
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) {
    text = `'${text}`;
  }
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export const BYTE_ORDER_MARK = '\ufeff';

/** csvLine: a row of raw values. */
export function csvLine(row) {
  return `${row.map(field).join(',')}\r\n`;
}

/** csvBlob: a Blob of a head and rows of raw values. */
export function csvBlob(head, rows) {
  const lines = [head, ...rows].map(csvLine);
  return new Blob([BYTE_ORDER_MARK, ...lines], { type: 'text/csv;charset=utf-8' });
}
