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

export const base64 = text => Uint8Array.from(atob(text), character => character.charCodeAt(0));
