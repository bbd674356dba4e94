package dev.witloof.host.http;

import java.util.Optional;

/**
 * An {@code incoming-response}, and the body it can be consumed into, once. Confined to the guest's
 * thread.
 */
final class IncomingResponse {
  private final int status;
  private final Fields headers;
  private final IncomingBody body;
  private final Children children = new Children("incoming-response", "headers");
  private boolean consumed;

  IncomingResponse(int status, Fields headers, IncomingBody body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  /** The header fields, for a handle of the guest. */
  Fields headers() {
    return headers.childOf(children);
  }

  /** What the guest must drop before the response. */
  Children children() {
    return children;
  }

  Optional<Object> consume() {
    if (consumed) {
      return Optional.empty();
    }
    consumed = true;
    return Optional.of(body);
  }

  /** The guest dropped the response; a body that was taken from it lives on. */
  void dropped() {
    headers.close();
    if (!consumed) {
      body.close();
    }
  }
}
