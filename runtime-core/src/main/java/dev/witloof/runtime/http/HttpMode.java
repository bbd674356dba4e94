package dev.witloof.runtime.http;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Who answers the HTTP requests of a connector. What the connector was granted is checked first,
 * whoever answers. Immutable.
 *
 * <pre>{@code
 * LoadOptions.of(grants).with(HttpMode.record(Path.of("orders.json")))
 * LoadOptions.of(grants).with(HttpMode.replay(Path.of("orders.json")))
 * LoadOptions.of(grants).with(
 *     HttpMode.replay(Path.of("orders.json")).with(Faults.NONE.first(3, Fault.status(503))))
 * }</pre>
 */
public sealed interface HttpMode {
  /** The network. */
  HttpMode LIVE = new Live();

  /** The network. */
  record Live() implements HttpMode {}

  /**
   * The network, and what is asked and answered is written down, without secrets.
   *
   * @param cassette the file, which is written when the connector is closed, in place of what is
   *     there; its folder must exist
   */
  record Recording(Path cassette) implements HttpMode {
    public Recording {
      Objects.requireNonNull(cassette, "cassette");
    }
  }

  /**
   * A cassette alone: a request that was not recorded fails, and the log says which recorded one is
   * nearest.
   *
   * @param cassette the file, which is read at the first request
   */
  record Replaying(Path cassette) implements HttpMode {
    public Replaying {
      Objects.requireNonNull(cassette, "cassette");
    }
  }

  /**
   * Somebody whose answers suffer from faults on their way.
   *
   * @param answering who answers; a cassette that is recorded has no faults in it
   */
  record Faulty(HttpMode answering, Faults faults) implements HttpMode {
    public Faulty {
      Objects.requireNonNull(answering, "answering");
      Objects.requireNonNull(faults, "faults");
    }
  }

  /** The network, with a cassette that is written meanwhile. */
  static HttpMode record(Path cassette) {
    return new Recording(cassette);
  }

  /** A cassette in place of the network. */
  static HttpMode replay(Path cassette) {
    return new Replaying(cassette);
  }

  /** The same with these faults, on top of those that it has. */
  default HttpMode with(Faults faults) {
    return faults.rules().isEmpty() ? this : new Faulty(this, faults);
  }

  /** The cassette that answers; empty when the network does. */
  default Optional<Path> replayed() {
    return this instanceof Replaying replaying
        ? Optional.of(replaying.cassette())
        : this instanceof Faulty faulty ? faulty.answering().replayed() : Optional.empty();
  }
}
