/** Stands in for the imports of a component, so that the library can be loaded in Node. */
import { register } from 'node:module';

const EXPORTS = {
  'wasi:cli/environment@0.2.0': 'export const getEnvironment = () => [["TOKEN", "t"]];',
  'wasi:clocks/monotonic-clock@0.2.0': 'export const now = () => 0n, subscribeDuration = () => ({ block() {} });',
  'wasi:clocks/wall-clock@0.2.0': 'export const now = () => ({ seconds: 1517356800n, nanoseconds: 0 });',
  'wasi:config/store@0.2.0-rc.1': 'export const getAll = () => [["size", "0"], ["name", "n"]];',
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
  export const resolve = (name, context, next) =>
    name in exports ? { url: name, shortCircuit: true } : next(name, context);
  export const load = (url, context, next) =>
    url in exports ? { format: 'module', source: exports[url], shortCircuit: true } : next(url, context);
`)}`);
