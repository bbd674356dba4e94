package dev.witloof.runtime;

import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import java.util.Map;
import java.util.Optional;

/**
 * A connector ready for use, native or wasm; whoever uses it need not ask which. Shared by threads;
 * the sources and destinations it opens are confined to one thread each.
 */
public sealed interface Connector extends AutoCloseable permits LoadedConnector, NativeConnector {

  /** The name in the manifest, or under which a native connector is registered. */
  String name();

  /** Whether {@link #source} can be called. */
  boolean isSource();

  /** Whether {@link #destination} can be called. */
  boolean isDestination();

  /**
   * Opens a source; the caller closes it.
   *
   * @param config the configuration; a wasm connector must have been granted {@code config} to be
   *     given any
   * @throws IllegalStateException when the connector is no source, or closed
   * @throws IllegalArgumentException when the configuration cannot be given or is wrong
   */
  Source source(Map<String, String> config);

  /** Opens a destination, as {@link #source} does. */
  Destination destination(Map<String, String> config);

  /**
   * How it was loaded; empty for a native connector, which is code of the host. Of one that is
   * compiled in the background it says what has come of that so far.
   */
  Optional<LoadReport> report();

  /** Ends, from any thread, the guest calls that are running; they fail as cancelled. */
  void cancel();

  /** Closes what is still open of it. */
  @Override
  void close();
}
