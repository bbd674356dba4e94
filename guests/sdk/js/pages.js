/** What a service gives page by page. */
import * as cursors from './cursor.js';
import { Permanent } from './errors.js';

/**
 * Where reading goes on: a page, and how many of its rows were read. On the last page these are all there were, so
 * that a later run finds what was added since.
 *
 * @typedef {{page: string, skip: number}} Position
 */

/**
 * One page; `next` is what to ask for next, path and query, undefined on the last page.
 *
 * @typedef {{rows: object[], next: string | undefined}} Page
 */

/**
 * The position of a cursor, or the first page: path and query.
 *
 * @returns {Position}
 */
export function resume(cursor, first) {
  if (cursor === undefined || cursor === null) return { page: first, skip: 0 };
  const { page, skip } = cursors.decode(cursor) ?? {};
  if (typeof page !== 'string' || !Number.isSafeInteger(skip) || skip < 0) {
    throw new Permanent('the cursor is not one of this connector: it holds no page');
  }
  return { page, skip };
}

/** Reads a table whose batches are the pages of a service. */
export class PageReader {
  #table;
  #position;
  #fetch;
  #exhausted = false;

  /** @param {(target: string) => Page} fetch asks for the page at a path and query */
  constructor(table, position, fetch) {
    this.#table = table;
    this.#position = position;
    this.#fetch = fetch;
  }

  /** The next batch; undefined when there are no more, and ever after. */
  next() {
    while (!this.#exhausted) {
      const batch = this.#advance();
      if (batch !== undefined) return batch;
    }
    return undefined;
  }

  /** The position after the last batch that `next` gave. */
  cursor() {
    return cursors.encode(this.#position);
  }

  #advance() {
    const { page, skip } = this.#position;
    const { rows, next } = this.#fetch(page);
    if (next === page) throw new Permanent(`the page ${next} names itself as the next one`);
    const rest = rows.slice(skip);
    const batch = rest.length > 0 ? this.#table.batch(rest) : undefined;
    this.#exhausted = next === undefined;
    this.#position = next === undefined ? { page, skip: rows.length } : { page: next, skip: 0 };
    return batch;
  }
}
