/**
 * Stands in for the host, so that a connector can be imported and tested in Node:
 *
 *     node --import witloof-connector/testing --test
 *
 * The option makes the component's imports known before a test is loaded; tests import what they use of this.
 */
import { register } from 'node:module';

const host = { settings: [], variables: [] };
globalThis[Symbol.for('witloof.testing')] = host;

/** What a module for each import has; `host` is the object above. */
const EXPORTS = {
  'wasi:cli/environment@0.2.0': 'export const getEnvironment = () => host.variables;',
  'wasi:clocks/monotonic-clock@0.2.0': 'export const now = () => 0n, subscribeDuration = () => ({ block() {} });',
  'wasi:clocks/wall-clock@0.2.0': 'export const now = () => ({ seconds: 1517356800n, nanoseconds: 0 });',
  'wasi:config/store@0.2.0-rc.1': 'export const getAll = () => host.settings;',
  'wasi:http/outgoing-handler@0.2.0': 'export const handle = () => { throw { payload: { tag: "HTTP-request-denied" } }; };',
  'wasi:http/types@0.2.0': `
    export class Fields { static fromList() { return new Fields(); } }
    export class OutgoingRequest { setScheme() {} setAuthority() {} setPathWithQuery() {} }
    export class RequestOptions { setConnectTimeout() {} setFirstByteTimeout() {} setBetweenBytesTimeout() {} }`,
  'wasi:logging/logging@0.1.0-draft': 'export const log = () => {};',
  'wasi:random/random@0.2.0': 'export const getRandomBytes = count => new Uint8Array(Number(count));',
};

register(`data:text/javascript,${encodeURIComponent(`
  const exports = ${JSON.stringify(EXPORTS)};
  const host = 'const host = globalThis[Symbol.for("witloof.testing")];';
  export const resolve = (name, context, next) =>
    name in exports ? { url: name, shortCircuit: true } : next(name, context);
  export const load = (url, context, next) =>
    url in exports ? { format: 'module', source: host + exports[url], shortCircuit: true } : next(url, context);
`)}`);

const { Response } = await import('./http.js');

/** Says what the settings and the environment hold from now on. Keys and values are text. */
export function configure(settings = {}, variables = {}) {
  host.settings = Object.entries(settings);
  host.variables = Object.entries(variables);
}

/** A 2xx answer to a path and query, for what is made of answers. */
export function response(body, { target = '/', headers = {} } = {}) {
  const encoder = new TextEncoder();
  const fields = Object.entries(headers).map(([name, value]) => [name, encoder.encode(value)]);
  return new Response(target, { headers: fields, body: typeof body === 'string' ? encoder.encode(body) : body });
}
