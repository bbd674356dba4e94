package dev.witloof.conformance.internal;

import dev.witloof.conformance.Finding;
import dev.witloof.connector.ConnectorException;
import java.util.Optional;
import java.util.function.Supplier;

/** What may come of a call after {@code cancel()}: a transient error, or what came without it. */
public final class Cancelling {
  /** What an author should do. */
  public static final String REMEDY =
      "Whatever is called after cancel() must fail as transient, or cancel() must do nothing";

  private Cancelling() {}

  /**
   * What a call gives that goes on in spite of being cancelled; empty when it fails as it may.
   *
   * @throws Finding when it fails in another way
   */
  public static <T> Optional<T> going(String what, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (ConnectorException.Transient cancelled) {
      return Optional.empty();
    } catch (RuntimeException failure) {
      throw new Finding(what + ", after cancel(), fails by " + failure, REMEDY, failure);
    }
  }

  /**
   * @throws Finding when the call fails
   */
  public static void quietly(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException failure) {
      throw new Finding(
          what + " fails: " + failure,
          "It comes from any thread and at any time, and nobody can do anything about its failure",
          failure);
    }
  }
}
