package dev.witloof.runtime;

import java.time.Duration;
import java.util.Optional;

/** What happens in the pool of a connector's instances. Immutable. */
public sealed interface PoolEvent {

  /** The name of the connector. */
  String connector();

  /**
   * An instance was made.
   *
   * @param took the time it took
   * @param ahead whether it was made in the background, before anybody asked for it
   */
  record Created(String connector, Duration took, boolean ahead) implements PoolEvent {}

  /**
   * An instance was closed, and nothing of it is left.
   *
   * @param failure what a resource of the host threw when it was closed; empty as a rule
   */
  record Discarded(String connector, Reason reason, Optional<RuntimeException> failure)
      implements PoolEvent {}

  /** A borrower waited in vain: all {@code maximum} instances stayed in use or in the making. */
  record TimedOut(String connector, int maximum, Duration waited) implements PoolEvent {}

  /**
   * An instance could not be made in the background; none is made there until one is borrowed
   * again, which tells the borrower what is wrong.
   */
  record PreparationFailed(String connector, RuntimeException cause) implements PoolEvent {}

  /** Why an instance was closed. */
  enum Reason {
    /** Its borrower is done with it, or it has failed. */
    USED,
    /** Nothing ran in it for the idle time. */
    IDLE,
    /** Another borrower needed its place. */
    DISPLACED,
    /** The connector was closed. */
    CLOSED
  }
}
