package dev.witloof.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a source is pointed at a service that fails. */
@FunctionalInterface
public interface FaultySource {

  /**
   * The configuration with which the source sends its requests there.
   *
   * @param service the address of an HTTP server of the kit's, such as {@code
   *     http://127.0.0.1:40123}, which answers every request with the fault that is tested
   */
  Map<String, String> configFor(URI service);

  /**
   * How long the source waits for an answer at most, so that the kit knows how long to wait for it;
   * empty, the default, when a service that never answers is not to be tested.
   */
  default Optional<Duration> patience() {
    return Optional.empty();
  }
}
