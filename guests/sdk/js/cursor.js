/** Cursors as JSON: `{"version":1,"position":…}`. */
import { Permanent } from './errors.js';

/** Raised when the meaning of a position changes. */
const VERSION = 1;

/** The bytes of a position that JSON can hold. */
export const encode = position => new TextEncoder().encode(JSON.stringify({ version: VERSION, position }));

/** Reads what `encode` wrote; anything else is a `Permanent` error. */
export function decode(cursor) {
  let content;
  try {
    content = JSON.parse(new TextDecoder().decode(cursor));
  } catch (e) {
    throw new Permanent(`the cursor is not one of this connector: ${e.message}`, { cause: e });
  }
  if (content?.position === undefined) {
    throw new Permanent('the cursor is not one of this connector: it holds no position');
  }
  if (content.version !== VERSION) {
    throw new Permanent(`the cursor has version ${content.version}, this connector reads version ${VERSION}`);
  }
  return content.position;
}
