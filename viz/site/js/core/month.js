// Months are numbers, 12 * year + month - 1, of times in UTC.

/** monthAt: of a time, in milliseconds since 1970-01-01 or as ISO 8601; NaN of none. */
export function monthAt(time) {
  const date = new Date(time);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}
