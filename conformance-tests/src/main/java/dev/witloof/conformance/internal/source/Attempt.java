package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.watch.GivenUp;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A read that was tried once, for all the checks that need it.
 *
 * @param read what it gave; empty when it failed
 * @param failure why it failed; empty when it did not
 */
record Attempt(Optional<TableRead> read, Optional<Throwable> failure) {

  /** One whose end was not seen, as a call did not return. */
  static final Attempt UNFINISHED =
      new Attempt(
          Optional.empty(),
          Optional.of(new IllegalStateException("a call did not return when it was read before")));

  static Attempt of(Supplier<TableRead> reading) {
    try {
      return new Attempt(Optional.of(reading.get()), Optional.empty());
    } catch (GivenUp over) {
      throw over;
    } catch (RuntimeException | Error failure) {
      // An error is the connector's as well: a class that is not there, an assertion.
      return new Attempt(Optional.empty(), Optional.of(failure));
    }
  }

  /**
   * What it gave.
   *
   * @throws NotApplicable saying so, when it failed
   */
  TableRead result(String otherwise) {
    return read.orElseThrow(() -> new NotApplicable(otherwise));
  }
}
