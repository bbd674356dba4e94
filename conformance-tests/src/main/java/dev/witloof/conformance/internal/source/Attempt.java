package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.NotApplicable;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A read that was tried once, for all the checks that need it.
 *
 * @param read what it gave; empty when it failed
 * @param failure why it failed; empty when it did not
 */
record Attempt(Optional<TableRead> read, Optional<RuntimeException> failure) {

  static Attempt of(Supplier<TableRead> reading) {
    try {
      return new Attempt(Optional.of(reading.get()), Optional.empty());
    } catch (RuntimeException failure) {
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
