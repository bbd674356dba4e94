package dev.witloof.conformance;

import dev.witloof.conformance.internal.TemporaryCache;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Connectors;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.NativeConnector;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.http.Faults;
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
  private final Optional<FaultyLoading> faulty;
  private final Runnable closing;

  private ConnectorUnderTest(
      Connector connector,
      ConcurrentLinkedQueue<ConnectorEvent.CallEnded> calls,
      Optional<FaultyLoading> faulty,
      Runnable closing) {
    this.connector = connector;
    this.calls = calls;
    this.faulty = faulty;
    this.closing = closing;
  }

  /** A native connector. */
  public static ConnectorUnderTest of(ConnectorProvider provider) {
    return new ConnectorUnderTest(
        new NativeConnector(provider, Path.of("")),
        new ConcurrentLinkedQueue<>(),
        Optional.empty(),
        () -> {});
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
    TemporaryCache compiled = TemporaryCache.create();
    ConnectorRuntime runtime =
        ConnectorRuntime.builder()
            .compileCache(compiled.cache())
            .log(LogSink.discard())
            .listener(
                event -> {
                  if (event instanceof ConnectorEvent.CallEnded ended) {
                    calls.add(ended);
                  }
                })
            .build();
    Runnable closing =
        () -> {
          runtime.close();
          compiled.close();
        };
    try {
      FaultyLoading again =
          faults ->
              new Connectors(runtime)
                  .open(
                      manifestOrWasm.toString(),
                      Path.of(""),
                      options.with(options.http().with(faults)));
      return new ConnectorUnderTest(
          again.load(Faults.NONE), calls, options.http().replayed().map(file -> again), closing);
    } catch (RuntimeException | Error refused) {
      closing.run();
      throw refused;
    }
  }

  /** The connector. */
  public Connector connector() {
    return connector;
  }

  /** How to load it once more with faults; empty when no cassette answers its requests. */
  public Optional<FaultyLoading> faulty() {
    return faulty;
  }

  /** The guest calls that ended until now; none of a native connector. */
  public List<ConnectorEvent.CallEnded> calls() {
    return new ArrayList<>(calls);
  }

  @Override
  public void close() {
    connector.close();
    closing.run();
  }
}
