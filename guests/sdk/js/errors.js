/** Why a call failed, and so what the host does next: the errors of the contract. Anything else that a connector
 * throws ends its instance. */
export class ConnectorError extends Error {
  /** @param {string} tag the case of the contract's `error`
   *  @param {unknown} val what the case carries */
  constructor(tag, val, message = String(val), options) {
    super(message, options);
    this.contract = { tag, val };
  }
}

/** Worth another attempt, later: a server that answers 503, a broken connection. */
export class Transient extends ConnectorError {
  constructor(message, options) { super('transient', message, message, options); }
}

/** Another attempt would fail the same way. */
export class Permanent extends ConnectorError {
  constructor(message, options) { super('permanent', message, message, options); }
}

/** The credentials were refused. */
export class AuthExpired extends ConnectorError {
  constructor(message, options) { super('auth-expired', message, message, options); }
}

/** The data no longer fits the schema that was discovered. */
export class SchemaIncompatible extends ConnectorError {
  constructor(message, options) { super('schema-incompatible', message, message, options); }
}

/** Try again after so many seconds, 0 to 2³² - 1. */
export class RateLimited extends ConnectorError {
  constructor(seconds) {
    const within = Math.min(Math.max(Math.floor(seconds), 0), 2 ** 32 - 1);
    super('rate-limited', within, `retry after ${within} s`);
    this.seconds = within;
  }
}
