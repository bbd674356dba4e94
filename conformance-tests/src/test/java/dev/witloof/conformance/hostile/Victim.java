package dev.witloof.conformance.hostile;

import dev.witloof.conformance.Fixtures;
import dev.witloof.conformance.Reading;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.LogSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A runtime that hostile components are loaded into, and what it is left with. */
final class Victim implements AutoCloseable {
  /** Enough for every bomb to reach the limit of memory first. */
  private static final long FUEL = 20_000_000;

  private static final int FIRST_LINES = 20;

  private final AtomicLong loggedBytes = new AtomicLong();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final ConnectorRuntime runtime;
  private final String service;

  /**
   * @param service where requests go
   */
  Victim(Engine.Mode mode, String service) {
    this.service = service;
    this.runtime =
        ConnectorRuntime.builder().engine(mode).limits(limits()).log(this::remember).build();
  }

  private static ConnectorLimits limits() {
    ConnectorLimits defaults = ConnectorLimits.defaults();
    return new ConnectorLimits(
        defaults.memory(),
        FUEL,
        defaults.nextDeadline(),
        defaults.discoverDeadline(),
        defaults.callDeadline(),
        defaults.liftedBytes(),
        defaults.handles(),
        defaults.httpInFlight(),
        defaults.httpRequestBody(),
        defaults.httpResponseBody());
  }

  private void remember(LogSink.LogLine line) {
    loggedBytes.addAndGet(line.message().getBytes(StandardCharsets.UTF_8).length);
    if (lines.size() < FIRST_LINES) {
      lines.add(line.message());
    }
  }

  /** How many bytes were logged, in all. */
  long loggedBytes() {
    return loggedBytes.get();
  }

  /** The first lines that were logged since this was asked the last time. */
  List<String> takeLines() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /** Loads a fixture by its manifest, if it has one, with all that this asks for. */
  LoadedConnector load(String fixture) {
    Path manifest = Fixtures.hostile("").resolve(fixture + ".toml");
    return Files.exists(manifest) ? runtime.load(manifest, grants(manifest)) : loadAlone(fixture);
  }

  /** Loads a fixture without manifest and grants. */
  LoadedConnector loadAlone(String fixture) {
    return runtime.load(Fixtures.hostile(fixture + ".wasm"), Grants.none());
  }

  private Grants grants(Path manifest) {
    return Grants.builder()
        .all(ConnectorManifest.read(manifest).capabilities())
        .envFrom(Map.of("SERVICE", service))
        .build();
  }

  /** Reads a fixture as a pipeline does, or writes to it; the rows that were read. */
  List<List<@Nullable Object>> use(String fixture) {
    try (LoadedConnector connector = load(fixture)) {
      return connector.isSource() ? read(connector) : write(connector);
    }
  }

  private static List<List<@Nullable Object>> read(LoadedConnector connector) {
    try (Source source = connector.source(Map.of())) {
      return Reading.rows(source, "rows");
    }
  }

  private List<List<@Nullable Object>> write(LoadedConnector connector) {
    try (LoadedConnector good = loadAlone("well-behaved");
        Source source = good.source(Map.of());
        Destination destination = connector.destination(Map.of())) {
      Reading.batches(
          source,
          "rows",
          batch -> {
            destination.prepare(batch.schema());
            destination.write("rows", batch);
            destination.commit();
            destination.abort();
          });
      return List.of();
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
