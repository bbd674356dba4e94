package dev.witloof.conformance;

import dev.witloof.conformance.internal.TemporaryCache;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Connectors;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.NativeConnector;
import dev.witloof.runtime.http.Faults;
import dev.witloof.runtime.secret.GuestSecrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
  private final Witness witness;
  private final Map<String, String> secrets;
  private final Optional<FaultyLoading> faulty;
  private final Runnable closing;

  private ConnectorUnderTest(
      Connector connector,
      Witness witness,
      Map<String, String> secrets,
      Optional<FaultyLoading> faulty,
      Runnable closing) {
    this.connector = connector;
    this.witness = witness;
    this.secrets = Map.copyOf(secrets);
    this.faulty = faulty;
    this.closing = closing;
  }

  /** A native connector. */
  public static ConnectorUnderTest of(ConnectorProvider provider) {
    return of(new NativeConnector(provider, Path.of("")), new Witness(), Map.of());
  }

  /**
   * A connector that somebody else loaded and whose runtime they close.
   *
   * @param witness that the connector's runtime has as listener and as log
   * @param secrets that it is given, beside those among its settings: values by their names
   */
  public static ConnectorUnderTest of(
      Connector connector, Witness witness, Map<String, String> secrets) {
    return new ConnectorUnderTest(connector, witness, secrets, Optional.empty(), () -> {});
  }

  /** The same, with a way to load it once more with faults. */
  public ConnectorUnderTest withFaults(FaultyLoading loading) {
    return new ConnectorUnderTest(connector, witness, secrets, Optional.of(loading), closing);
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
    Witness witness = new Witness();
    TemporaryCache compiled = TemporaryCache.create();
    ConnectorRuntime runtime =
        ConnectorRuntime.builder()
            .compileCache(compiled.cache())
            .log(witness)
            .listener(witness)
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
      Connector loaded = again.load(Faults.NONE);
      return new ConnectorUnderTest(
          loaded,
          witness,
          secrets(loaded.report(), options),
          options.http().replayed().map(file -> again),
          closing);
    } catch (RuntimeException | Error refused) {
      closing.run();
      throw refused;
    }
  }

  /** The secrets that a connector is given by its load options, by their names. */
  private static Map<String, String> secrets(Optional<LoadReport> report, LoadOptions options) {
    Map<String, String> variables = new TreeMap<>();
    Grants grants = options.grants();
    for (LoadReport.Request request : report.map(LoadReport::capabilities).orElse(List.of())) {
      if (request.capability() == Capability.ENV && request.asked() && request.granted()) {
        String name = request.value().orElseThrow();
        grants.envValue(name).ifPresent(value -> variables.put(name, value));
      }
    }
    return GuestSecrets.named(List.of(variables, options.secrets()));
  }

  /** The connector itself. */
  public Connector connector() {
    return connector;
  }

  /** How to load it once more with faults; empty when no cassette answers its requests. */
  public Optional<FaultyLoading> faulty() {
    return faulty;
  }

  /** What was heard of it; nothing is heard of a native connector. */
  public Witness witness() {
    return witness;
  }

  /**
   * The secrets that it is given with a configuration, by their names; sorted. A name that another
   * value has already gets a number.
   */
  public Map<String, String> secrets(Map<String, String> config) {
    Map<String, String> settings = new TreeMap<>(config);
    settings
        .keySet()
        .retainAll(
            connector
                .report()
                .map(report -> report.manifest().config().secretNames())
                .orElse(Set.of()));
    return new TreeMap<>(GuestSecrets.named(List.of(secrets, settings)));
  }

  @Override
  public void close() {
    connector.close();
    closing.run();
  }
}
