package dev.witloof.runtime.internal;

import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.secret.Redactor;

/** What a trap means to the caller of a connector. */
final class Traps {
  private Traps() {}

  /** A trap is a fault of the connector: the same call will trap again. */
  static ConnectorException toException(GuestCall call, Trap trap, Redactor redactor) {
    String message = GuestText.message(redactor.redact(String.valueOf(trap.getMessage())));
    return new ConnectorException.Permanent(
        trap.kind() == Trap.Kind.ENGINE_FAULT
            ? "the engine failed in " + call.subject(redactor) + " of the connector: " + message
            : "the connector trapped in " + call.subject(redactor) + ": " + message,
        trap);
  }
}
