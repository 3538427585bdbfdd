// Numbers and dates in the reader's language. NULL (NaN) is a dash.

import { locale } from './i18n.js';

const DAY = 86400000;
const cache = new Map();

function formatter(kind, options) {
  const key = `${locale()} ${kind} ${JSON.stringify(options)}`;
  if (!cache.has(key)) {
    cache.set(key, new Intl[kind](locale(), options));
  }
  return cache.get(key);
}

export const DASH = '–';

export function count(value) {
  return Number.isNaN(value) ? DASH : formatter('NumberFormat', {}).format(value);
}

/** compact: 1.2M, 1.23万: a unit of ten thousand needs a digit more than one of a thousand. */
export function compact(value) {
  const digits = locale() === 'zh-CN' && Math.abs(value) >= 1e4 ? 2 : 1;
  return Number.isNaN(value)
    ? DASH
    : formatter('NumberFormat', {
        notation: 'compact',
        maximumFractionDigits: digits,
        useGrouping: true,
      }).format(value);
}

/** tick: the same for the round numbers of an axis, no two of which look the same. */
export function tick(value) {
  return formatter('NumberFormat', {
    notation: 'compact',
    maximumSignificantDigits: 6,
    useGrouping: true,
  }).format(value);
}

export function fixed(value, digits = 2) {
  return Number.isNaN(value)
    ? DASH
    : formatter('NumberFormat', {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value);
}

export function plain(value) {
  return formatter('NumberFormat', { maximumSignificantDigits: 6 }).format(value);
}

export function percent(value, digits = 0) {
  return formatter('NumberFormat', { style: 'percent', maximumFractionDigits: digits }).format(
    value,
  );
}

/** portion: a part of a whole: not 0% of what there is, nor 100% of less than all. */
export function portion(value, digits = 1) {
  const least = 10 ** -(digits + 2);
  const sign = value > 0 && value < least / 2 ? '<' : value < 1 && value > 1 - least / 2 ? '>' : '';
  const shown = { '<': least, '>': 1 - least, '': value }[sign];
  const whole = shown === 0 || shown === 1;
  return (
    sign +
    formatter('NumberFormat', {
      style: 'percent',
      minimumFractionDigits: whole ? 0 : digits,
      maximumFractionDigits: whole ? 0 : digits,
    }).format(shown)
  );
}

/** day: a number of days since 1970-01-01 as a date. */
export function day(value) {
  return Number.isNaN(value)
    ? DASH
    : formatter('DateTimeFormat', { dateStyle: 'medium', timeZone: 'UTC' }).format(value * DAY);
}

/** month: 12 * year + month - 1 as a month. */
export function month(value) {
  return Number.isNaN(value)
    ? DASH
    : formatter('DateTimeFormat', { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
        Date.UTC(Math.floor(value / 12), value % 12),
      );
}

export function isoDay(value) {
  return Number.isNaN(value) ? '' : new Date(value * DAY).toISOString().slice(0, 10);
}

/** isoMonth: 12 * year + month - 1 as year and month. */
export function isoMonth(value) {
  return `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, '0')}`;
}

/** moment: an ISO time, or null, as date and time, UTC. */
export function moment(iso) {
  const time = new Date(iso ?? NaN);
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' };
  return Number.isNaN(time.getTime())
    ? DASH
    : `${formatter('DateTimeFormat', options).format(time)} UTC`;
}

/** parameters: 7.2B as the model names write it, whatever the language. */
export function parameters(value) {
  if (Number.isNaN(value)) {
    return DASH;
  }
  const [unit, size] =
    value >= 1e12
      ? ['T', 1e12]
      : value >= 1e9
        ? ['B', 1e9]
        : value >= 1e6
          ? ['M', 1e6]
          : ['K', 1e3];
  const scaled = value / size;
  return `${plain(Number(scaled.toFixed(scaled < 10 ? 1 : 0)))}${unit}`;
}
