package dev.witloof.conformance;

import dev.witloof.runtime.Connector;
import dev.witloof.runtime.http.Faults;

/** How a connector whose requests a cassette answers is loaded once more. */
@FunctionalInterface
public interface FaultyLoading {

  /**
   * Loads it.
   *
   * @param faults what befalls the answers on their way
   * @return for the caller to close
   */
  Connector load(Faults faults);
}
