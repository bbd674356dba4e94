/** What the API writes as text and the tables do not. Each throws on a text of another form. */
import { parseInstant } from 'witloof-connector';

export function instant(text) {
  const millis = parseInstant(text);
  if (millis === undefined) throw new TypeError(`\`${text}\` is no instant`);
  return millis;
}

export function integer(text) {
  if (!/^-?\d+$/.test(text)) throw new TypeError(`\`${text}\` is no integer`);
  return BigInt(text);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** By hand, as QuickJS has no atob. */
export function base64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    throw new TypeError('the text is not base64');
  }
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  for (let i = 0, at = 0; i < digits.length; i++) {
    bits = ((bits << 6) | DIGITS.indexOf(digits[i])) & 0xffff;
    if (i % 4 > 0) bytes[at++] = bits >> (6 - 2 * (i % 4));
  }
  return bytes;
}
