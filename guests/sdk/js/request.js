/** One GET over `wasi:http`. */
import { handle } from 'wasi:http/outgoing-handler@0.2.0';
import { Fields, OutgoingRequest, RequestOptions } from 'wasi:http/types@0.2.0';
import { Permanent, Transient } from './errors.js';
import { payload, using } from './results.js';

/** Keeps a runaway answer from eating the memory. */
const MAX_BODY = 32 << 20;
const READ_SIZE = 65536n;
const CONNECT_TIMEOUT = 10_000_000_000n; // ns
const ANSWER_TIMEOUT = 25_000_000_000n;

/** What the sandbox or the address forbids will not pass; what the network does may. */
const PERMANENT = [
  'destination-IP-prohibited', 'HTTP-request-URI-invalid', 'configuration-error', 'TLS-certificate-error',
];

/**
 * What a service answered.
 *
 * @typedef {{status: number, headers: [string, Uint8Array][], body: Uint8Array}} Answer
 */

/** Scheme, host and port of a service. */
export class Origin {
  #scheme;
  #authority;

  /** @param {string} url such as `https://api.example.org` */
  constructor(url) {
    const parts = /^(https?):\/\/([^/?#@\s]+)\/?$/.exec(url);
    if (parts === null) throw new Permanent(`\`${url}\` is not scheme and host such as https://api.example.org`);
    [, this.#scheme, this.#authority] = parts;
    this.url = `${this.#scheme}://${this.#authority}`;
  }

  /**
   * Sends a request and waits for all of the answer.
   *
   * @param {string} target path and query
   * @returns {Answer}
   */
  get(target, headers) {
    return using(this.#send(target, headers), future => {
      using(future.subscribe(), pollable => pollable.block());
      const outcome = future.get();
      if (outcome?.tag !== 'ok') throw new Transient(`GET ${target}: the host gave no answer`);
      if (outcome.val.tag === 'err') throw this.#failure(target, outcome.val.val);
      return using(outcome.val.val, response => read(target, response));
    });
  }

  #send(target, headers) {
    try {
      const encoder = new TextEncoder();
      const fields = Fields.fromList(Object.entries(headers).map(([name, value]) => [name, encoder.encode(value)]));
      const request = new OutgoingRequest(fields);
      request.setScheme({ tag: this.#scheme === 'https' ? 'HTTPS' : 'HTTP' });
      request.setAuthority(this.#authority);
      request.setPathWithQuery(target);
      return handle(request, options());
    } catch (e) {
      throw this.#failure(target, payload(e));
    }
  }

  #failure(target, code) {
    if (code?.tag === 'HTTP-request-denied') {
      return new Permanent(
        `requests to ${this.#authority} are not allowed: name it under http in the manifest and grant it`);
    }
    const why = `GET ${target}: ${code?.tag ?? 'it cannot be sent'}`;
    return code === undefined || PERMANENT.includes(code.tag) ? new Permanent(why) : new Transient(why);
  }
}

function options() {
  const timeouts = new RequestOptions();
  for (const [set, timeout] of [
    ['setConnectTimeout', CONNECT_TIMEOUT], ['setFirstByteTimeout', ANSWER_TIMEOUT],
    ['setBetweenBytesTimeout', ANSWER_TIMEOUT],
  ]) {
    try {
      timeouts[set](timeout);
    } catch (e) {
      payload(e); // a host that knows no timeouts is left to its own
    }
  }
  return timeouts;
}

function read(target, response) {
  const status = response.status();
  const headers = using(response.headers(), fields => fields.entries());
  const body = using(response.consume(), incoming => using(incoming.stream(), stream => drain(target, stream)));
  return { status, headers, body };
}

function drain(target, stream) {
  const chunks = [];
  let size = 0;
  try {
    while (size <= MAX_BODY) {
      const chunk = stream.blockingRead(READ_SIZE);
      chunks.push(chunk);
      size += chunk.length;
    }
  } catch (e) {
    const error = payload(e);
    if (error.tag !== 'closed') {
      const why = using(error.val, it => it.toDebugString());
      throw new Transient(`the answer to GET ${target} broke off: ${why}`, { cause: e });
    }
    const body = new Uint8Array(size);
    chunks.reduce((at, chunk) => (body.set(chunk, at), at + chunk.length), 0);
    return body;
  }
  throw new Permanent(`the answer to GET ${target} exceeds ${MAX_BODY} bytes`);
}
