package dev.witloof.conformance.internal;

import dev.witloof.conformance.Finding;
import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.Trap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a connector refuses something as the contract says. */
public final class Refusals {
  private static final List<Class<? extends ConnectorException>> PERMANENT =
      List.of(ConnectorException.Permanent.class);
  private static final List<Class<? extends ConnectorException>> INCOMPATIBLE =
      List.of(ConnectorException.SchemaIncompatible.class);

  private Refusals() {}

  /** What is wrong with a failure in place of any of the contract's errors; empty: nothing. */
  public static Optional<String> unlawful(RuntimeException failure) {
    if (failure.getCause() instanceof Trap) {
      return Optional.of("traps: " + failure.getMessage());
    }
    return failure instanceof ConnectorException
        ? Optional.empty()
        : Optional.of("throws " + failure + ", which is none of the contract's errors");
  }

  /**
   * @throws Finding when the body is not refused as permanent
   */
  public static void permanent(String what, String remedy, Runnable body) {
    require(PERMANENT, what, remedy, body);
  }

  /**
   * @throws Finding when the body is not refused as schema-incompatible
   */
  public static void incompatible(String what, String remedy, Runnable body) {
    require(INCOMPATIBLE, what, remedy, body);
  }

  /**
   * @throws Finding when the body does not fail by one of these kinds
   */
  public static void require(
      List<Class<? extends ConnectorException>> kinds, String what, String remedy, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException failure) {
      Optional<String> objection = unlawful(failure).or(() -> otherKind(kinds, failure));
      if (objection.isPresent()) {
        throw new Finding(what + " " + objection.get(), remedy, failure);
      }
      return;
    }
    throw new Finding(what + " is accepted", remedy);
  }

  private static Optional<String> otherKind(
      List<Class<? extends ConnectorException>> kinds, RuntimeException failure) {
    if (kinds.stream().anyMatch(kind -> kind.isInstance(failure))) {
      return Optional.empty();
    }
    return Optional.of(
        "is refused as %s and not as %s: %s"
            .formatted(
                failure.getClass().getSimpleName(),
                kinds.stream().map(Class::getSimpleName).collect(Collectors.joining(" or ")),
                failure.getMessage()));
  }
}
