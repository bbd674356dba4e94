/** The contract's exports, in terms of a connector and its readers. */
import { ConnectorError } from './errors.js';

/**
 * A connector that reads tables.
 *
 * @typedef {object} Connector
 * @property {() => import('./table.js').Table[]} discover the tables that can be read
 * @property {(table: string, cursor?: Uint8Array) => Reader} open starts to read a table after the cursor, or from its
 *   beginning
 */

/**
 * One pass over a table.
 *
 * @typedef {object} Reader
 * @property {() => Uint8Array | undefined} next the next batch, as `Table.batch` writes it; undefined when there are
 *   no more, and ever after
 * @property {() => Uint8Array} cursor the position after the last batch that `next` gave
 */

/**
 * What the component's module has to export under the name `source`.
 *
 * @param {Connector} of
 */
export const connector = of => ({
  ReadHandle,
  discover: () => translated(() => of.discover().map(table => table.schema())),
  open: (table, cursor) => new ReadHandle(translated(() => of.open(table, cursor))),
});

/** The resource `read-handle`. */
class ReadHandle {
  #reader;

  constructor(reader) {
    this.#reader = reader;
  }

  next() {
    return translated(() => this.#reader.next());
  }

  cursor() {
    return this.#reader.cursor();
  }
}

/** Gives errors the form that the bindings want. */
function translated(call) {
  try {
    return call();
  } catch (e) {
    throw e instanceof ConnectorError ? e.contract : e;
  }
}
