/** A client of one service. */
import { now, subscribeDuration } from 'wasi:clocks/monotonic-clock@0.2.0';
import { log } from 'wasi:logging/logging@0.1.0-draft';
import { getRandomBytes } from 'wasi:random/random@0.2.0';
import { AuthExpired, ConnectorError, Permanent, RateLimited, Transient } from './errors.js';
import { retryAfter } from './instant.js';
import { Origin } from './request.js';
import { using } from './results.js';

/** Seconds, for answers that ask to wait and do not say how long. */
const DEFAULT_WAIT = 60;
const FIRST_BACKOFF = 0.2;
const EXCERPT_CHARS = 200;
const REQUEST_ID_BYTES = 16n;

/**
 * Which failures the client itself tries to get over: those that may pass, as long as there are attempts left and the
 * wait is not too long. Without a `Retry-After` it waits 200 ms, then twice as long each time.
 */
export class Retry {
  /**
   * @param {number} attempts requests in all
   * @param {number} longestWait seconds; a call has its deadline, so waits belong to the host beyond that
   */
  constructor(attempts = 1, longestWait = 0) {
    this.attempts = attempts;
    this.longestWait = longestWait;
  }

  /** Seconds to wait after the failure of an attempt, counted from 1; undefined when it is final. */
  wait(attempt, error) {
    let wait;
    if (error instanceof RateLimited) wait = error.seconds;
    else if (error instanceof Transient) wait = FIRST_BACKOFF * 2 ** (attempt - 1);
    else return undefined;
    return attempt < this.attempts && wait <= this.longestWait ? wait : undefined;
  }
}

/**
 * A client of one service: it sends to one origin and nowhere else, and so the credentials. Each request carries an
 * `X-Request-Id` of 16 random bytes and is logged under `http`. Needs the capabilities `http` with the host, `clock`,
 * `random` and `log`.
 */
export class Client {
  #origin;
  #headers = { accept: 'application/json' };
  #retry;

  /** `origin` is scheme, host and port; `token` goes into `Authorization: Bearer`. */
  constructor(origin, { token, retry = new Retry() } = {}) {
    this.#origin = new Origin(origin);
    if (token !== undefined) this.#headers.authorization = `Bearer ${token}`;
    this.#retry = retry;
  }

  /** Asks for a path and query. Every answer but a 2xx is an error: see `check`. */
  get(target) {
    for (let attempt = 1; ; attempt++) {
      try {
        return this.#attempt(target);
      } catch (error) {
        const wait = error instanceof ConnectorError ? this.#retry.wait(attempt, error) : undefined;
        if (wait === undefined) throw error;
        log('info', 'http', `attempt ${attempt} failed, the next one in ${wait} s: ${error.message}`);
        using(subscribeDuration(BigInt(Math.round(wait * 1e9))), pollable => pollable.block());
      }
    }
  }

  #attempt(target) {
    const id = Array.from(getRandomBytes(REQUEST_ID_BYTES), byte => byte.toString(16).padStart(2, '0')).join('');
    const start = now();
    const answer = this.#origin.get(target, { ...this.#headers, 'x-request-id': id });
    const millis = (now() - start) / 1_000_000n;
    log('debug', 'http', `GET ${target} answered ${answer.status} in ${millis} ms, request ${id}`);
    return check(target, answer);
  }

  /**
   * The path and query of a URL that the service gave, such as the next page. One of another origin is a `Permanent`
   * error: the credentials are not for it.
   */
  target(url) {
    const target = url.startsWith(this.#origin.url) ? url.slice(this.#origin.url.length) : url;
    if (!target.startsWith('/') || target.startsWith('//')) {
      throw new Permanent(`the service names ${url}, which is not a path of ${this.#origin.url}`);
    }
    return target;
  }
}

/**
 * A 2xx answer; otherwise throws: 401 and 403 `AuthExpired`, 429 and a 503 with `Retry-After` `RateLimited`, 408 and
 * 5xx `Transient`, others `Permanent`.
 */
export function check(target, answer) {
  const response = new Response(target, answer);
  const { status } = answer;
  if (status >= 200 && status <= 299) return response;
  const excerpt = response.text().split(/\s+/).filter(Boolean).join(' ').slice(0, EXCERPT_CHARS);
  const said = `GET ${target} answered ${status}: ${excerpt}`;
  const wait = response.header('retry-after');
  if (status === 401 || status === 403) throw new AuthExpired(said);
  if (status === 429 || (status === 503 && wait !== undefined)) {
    throw new RateLimited((wait === undefined ? undefined : retryAfter(wait)) ?? DEFAULT_WAIT);
  }
  if (status === 408 || status >= 500) throw new Transient(said);
  throw new Permanent(said);
}

/** A 2xx answer. */
export class Response {
  #target;
  #headers;

  constructor(target, { headers, body }) {
    this.#target = target;
    this.#headers = headers;
    this.body = body;
  }

  /** The first value of a header. */
  header(name) {
    return this.#values(name)[0];
  }

  /** The body as text. */
  text() {
    return new TextDecoder().decode(this.body);
  }

  /** The body, from JSON; anything else is a `Permanent` error. */
  json() {
    return this.expect(() => JSON.parse(this.text()));
  }

  /** Calls `read`, which throws when the answer is not what it expects: that is a `Permanent` error. */
  expect(read) {
    try {
      return read();
    } catch (e) {
      if (e instanceof ConnectorError) throw e;
      throw this.unexpected(e.message, e);
    }
  }

  /** The error for an answer that is not what the service promises. */
  unexpected(why, cause) {
    return new Permanent(`the answer to GET ${this.#target} is not as expected: ${why}`, { cause });
  }

  /** The URL that the `Link` header (RFC 8288) gives for a relation, such as `next`. */
  link(relation) {
    for (const value of this.#values('link')) {
      for (const [, url, parameters] of value.matchAll(/<([^>]*)>([^<]*)/g)) {
        for (const [, quoted, token] of parameters.matchAll(/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]*))/gi)) {
          if ((quoted ?? token).split(' ').includes(relation)) return url;
        }
      }
    }
    return undefined;
  }

  #values(name) {
    const decoder = new TextDecoder();
    return this.#headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => decoder.decode(value));
  }
}
