package dev.witloof.conformance;

import java.time.Duration;
import java.util.Map;

/** What a suite runs on: a connector, how it is opened, and what it declares. Immutable. */
public sealed interface Subject permits SourceSubject, DestinationSubject {

  ConnectorUnderTest connector();

  /** The configuration with which it is opened. */
  Map<String, String> config();

  Behaviours behaviours();

  Seed seed();

  /** How long a call of the connector may take before it counts as one that never returns. */
  Duration callLimit();

  /**
   * @throws IllegalArgumentException when a call limit is not positive
   */
  static void requirePositive(Duration callLimit) {
    if (callLimit.isZero() || callLimit.isNegative()) {
      throw new IllegalArgumentException("a call limit must be positive, not " + callLimit);
    }
  }
}
