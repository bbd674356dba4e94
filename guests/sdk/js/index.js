/**
 * Writes Witloof source connectors in JavaScript.
 *
 * A connector is an object with `discover` and `open`; the component's module exports it:
 *
 *     export const source = connector({
 *       discover: () => [fruit],
 *       open(table, cursor) {
 *         const client = new Client(Settings.load('base-url').required('base-url'));
 *         return new PageReader(fruit, resume(cursor, '/v1/fruit?limit=100'), target => page(client, target));
 *       },
 *     });
 *
 * `table.js` describes tables and writes their rows as Arrow, `http.js` asks a service and tells its answers apart as
 * the contract wants, `pages.js` reads what a service gives page by page and resumes anywhere, `settings.js` reads the
 * configuration.
 */
export { connector } from './component.js';
export { AuthExpired, ConnectorError, Permanent, RateLimited, SchemaIncompatible, Transient } from './errors.js';
export { Client, Retry } from './http.js';
export { parseInstant } from './instant.js';
export { PageReader, resume } from './pages.js';
export { Settings, variable } from './settings.js';
export {
  BOOLEAN, BYTES, FLOAT64, INT32, INT64, JSON_TEXT, STRING, TIMESTAMP, Table, listOf, nullable, required, struct,
} from './table.js';
