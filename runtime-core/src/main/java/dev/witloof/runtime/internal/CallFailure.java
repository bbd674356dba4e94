package dev.witloof.runtime.internal;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;

/** What it means to the caller of a connector that a guest call threw. */
final class CallFailure {
  private CallFailure() {}

  /**
   * The exception for the caller, without secrets: for a limit hit what {@link LimitStrikes}
   * decides, for a trap what {@link Traps} says, else the same.
   */
  static RuntimeException meaning(
      GuestCall call, RuntimeException thrown, LimitStrikes strikes, InstanceHost host) {
    try {
      return RedactedFailure.of(meaningWithSecrets(call, thrown, strikes, host), host.redactor());
    } catch (RuntimeException unaudited) {
      unaudited.addSuppressed(RedactedFailure.of(thrown, host.redactor()));
      return unaudited;
    }
  }

  private static RuntimeException meaningWithSecrets(
      GuestCall call, RuntimeException thrown, LimitStrikes strikes, InstanceHost host) {
    if (thrown instanceof LimitExceeded exceeded) {
      return strikes.hit(call, exceeded, host);
    } else if (thrown instanceof Trap trap) {
      return Traps.toException(call, trap, host.redactor());
    }
    return thrown;
  }

  static Outcome outcome(RuntimeException thrown) {
    if (thrown instanceof LimitExceeded exceeded) {
      return exceeded.limit() == Limit.CANCELLED ? Outcome.CANCELLED : Outcome.LIMIT;
    }
    return Outcome.TRAP;
  }
}
