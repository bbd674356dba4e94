package dev.witloof.runtime.internal;

import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.GuestText;

/** What a trap means to the caller of a connector. */
final class Traps {
  private Traps() {}

  /** A trap is a fault of the connector: the same call will trap again. */
  static ConnectorException toException(GuestCall call, Trap trap) {
    String message = GuestText.message(String.valueOf(trap.getMessage()));
    return new ConnectorException.Permanent(
        trap.kind() == Trap.Kind.ENGINE_FAULT
            ? "the engine failed in " + call.subject() + " of the connector: " + message
            : "the connector trapped in " + call.subject() + ": " + message,
        trap);
  }
}
