package dev.witloof.conformance;

import dev.witloof.connector.ConnectorProvider;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Connectors;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.NativeConnector;
import dev.witloof.runtime.event.ConnectorEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A connector that is to be tested, native or wasm; the kit closes it when it is done.
 *
 * <pre>{@code
 * ConnectorUnderTest.load(Path.of("connector.toml"), LoadOptions.of(Grants.none()))
 * ConnectorUnderTest.of(new SquaresProvider())
 * }</pre>
 */
public final class ConnectorUnderTest implements AutoCloseable {
  private final Connector connector;
  private final ConcurrentLinkedQueue<ConnectorEvent.CallEnded> calls;
  private final Optional<ConnectorRuntime> runtime;

  private ConnectorUnderTest(
      Connector connector,
      ConcurrentLinkedQueue<ConnectorEvent.CallEnded> calls,
      Optional<ConnectorRuntime> runtime) {
    this.connector = connector;
    this.calls = calls;
    this.runtime = runtime;
  }

  /** A native connector. */
  public static ConnectorUnderTest of(ConnectorProvider provider) {
    return new ConnectorUnderTest(
        new NativeConnector(provider, Path.of("")),
        new ConcurrentLinkedQueue<>(),
        Optional.empty());
  }

  /**
   * A wasm connector, in a runtime of its own with the host imports on the class path.
   *
   * @param manifestOrWasm a manifest, or a component that asks for nothing
   * @param options grants, changes of limits, and the cassette that answers HTTP requests
   * @throws dev.witloof.runtime.LoadRefused naming everything that stops it
   * @throws dev.witloof.connector.config.ConfigException when the manifest is wrong
   * @throws dev.witloof.runtime.UnknownConnector when there is no such file
   */
  public static ConnectorUnderTest load(Path manifestOrWasm, LoadOptions options) {
    ConcurrentLinkedQueue<ConnectorEvent.CallEnded> calls = new ConcurrentLinkedQueue<>();
    ConnectorRuntime runtime =
        ConnectorRuntime.builder()
            .log(LogSink.discard())
            .listener(
                event -> {
                  if (event instanceof ConnectorEvent.CallEnded ended) {
                    calls.add(ended);
                  }
                })
            .build();
    try {
      Connector loaded =
          new Connectors(runtime).open(manifestOrWasm.toString(), Path.of(""), options);
      return new ConnectorUnderTest(loaded, calls, Optional.of(runtime));
    } catch (RuntimeException | Error refused) {
      runtime.close();
      throw refused;
    }
  }

  /** The connector. */
  public Connector connector() {
    return connector;
  }

  /** The guest calls that ended until now; none of a native connector. */
  public List<ConnectorEvent.CallEnded> calls() {
    return new ArrayList<>(calls);
  }

  @Override
  public void close() {
    connector.close();
    runtime.ifPresent(ConnectorRuntime::close);
  }
}
