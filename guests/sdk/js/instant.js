/** Instants in the answers of services: milliseconds since 1970-01-01T00:00:00 UTC. */
import { now } from 'wasi:clocks/wall-clock@0.2.0';

const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * Reads RFC 3339, such as `2018-01-31T06:30:00.5+01:00`; what is finer than a millisecond is cut off.
 *
 * @returns {number | undefined} undefined for anything else
 */
export function parseInstant(text) {
  const parts = typeof text === 'string' ? RFC_3339.exec(text) : null;
  if (parts === null) return undefined;
  const [, date, time, fraction = '', sign, hours = '0', minutes = '0'] = parts;
  const utc = Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return Number.isNaN(utc) ? undefined : sign === '-' ? utc + offset : utc - offset;
}

/** How many seconds from now on a `Retry-After` asks to wait: a number, or an HTTP date. Undefined for neither. */
export function retryAfter(value) {
  const trimmed = value.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  if (!HTTP_DATE.test(trimmed)) return undefined;
  const date = Date.parse(trimmed);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.floor(date / 1000) - Number(now().seconds));
}
