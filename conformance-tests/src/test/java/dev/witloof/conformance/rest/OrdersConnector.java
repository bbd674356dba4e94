package dev.witloof.conformance.rest;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.CompileCache;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.LogSink.LogLine;
import dev.witloof.runtime.Reproducibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The connector in one language, loaded by the manifest of {@code guests/rest}. */
final class OrdersConnector implements AutoCloseable {
  private static final Path MANIFEST = Path.of("../guests/rest/connector.toml");

  private final Path component;
  private final Path folder;
  private final List<LogLine> log = new CopyOnWriteArrayList<>();
  private final ConnectorRuntime runtime;
  private final LoadedConnector connector;

  /** Loads it with all that it asks for. The folder is for manifests, and for what is compiled. */
  OrdersConnector(Path component, Path folder) throws IOException {
    this.component = component;
    this.folder = folder;
    CompileCache cache = CompileCache.at(Files.createDirectory(folder.resolve("cache")), 1L << 30);
    this.runtime = ConnectorRuntime.builder().log(log::add).compileCache(cache).build();
    this.connector = load("", "");
  }

  /**
   * Loads it by a manifest that asks for all but one capability and grants for all but one; an
   * empty key leaves none out.
   */
  LoadedConnector load(String notAsked, String notGranted) throws IOException {
    return runtime.load(manifestWithout(notAsked), grants(notGranted));
  }

  private Grants grants(String without) throws IOException {
    return Grants.builder()
        .all(ConnectorManifest.read(manifestWithout(without)).capabilities())
        .envFrom(Map.of("ORDERS_TOKEN", OrdersServer.TOKEN))
        .build();
  }

  /**
   * What comes of reading both tables, in a fresh load whose time and random numbers are given: all
   * batches and cursors, as bytes in hexadecimal, and what was logged.
   */
  List<String> outputs(Reproducibility given, String url, Map<String, String> settings)
      throws IOException {
    List<String> outputs = new ArrayList<>();
    Map<String, String> config = new HashMap<>(settings);
    config.put("base-url", url);
    int logged = log.size();
    try (LoadedConnector loaded =
            runtime.load(manifestWithout(""), LoadOptions.of(grants("")).with(given));
        Source source = loaded.source(config)) {
      for (String table : List.of("customers", "orders")) {
        try (ReadHandle handle = source.open(table, Optional.empty())) {
          for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
            try (RecordBatch batch = next.get()) {
              outputs.add(HexFormat.of().formatHex(batch.toIpc()));
            }
            outputs.add(HexFormat.of().formatHex(handle.cursor().toByteArray()));
          }
        }
      }
    }
    log.subList(logged, log.size()).forEach(line -> outputs.add(line.toString()));
    return outputs;
  }

  private Path manifestWithout(String capability) throws IOException {
    String lines =
        Files.readString(MANIFEST)
            .lines()
            .filter(line -> capability.isEmpty() || !line.startsWith(capability + " = "))
            .map(
                line ->
                    line.startsWith("wasm = ")
                        ? "wasm = '" + component.toAbsolutePath() + "'"
                        : line)
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve("without-" + capability + ".toml"), lines);
  }

  /** The source, reading from a server, with these settings besides. */
  Source source(String url, Map<String, String> settings) {
    Map<String, String> config = new HashMap<>(settings);
    config.put("base-url", url);
    return connector.source(config);
  }

  /** What it has logged so far. */
  List<LogLine> log() {
    return List.copyOf(log);
  }

  @Override
  public void close() {
    runtime.close();
  }

  /** One batch, and the cursor after it. */
  record Step(List<List<@Nullable Object>> rows, Cursor cursor) {}

  /** The steps from the cursor on, or from the beginning of the table. */
  static List<Step> steps(Source source, String table, Optional<Cursor> from) {
    List<Step> steps = new ArrayList<>();
    try (ReadHandle handle = source.open(table, from)) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        steps.add(new Step(Rows.of(next.get()), handle.cursor()));
      }
      if (handle.next().isPresent()) {
        throw new AssertionError("next() returned a batch after it had returned none");
      }
    }
    return steps;
  }

  /** All rows from the cursor on, or from the beginning of the table. */
  static List<List<@Nullable Object>> rows(Source source, String table, Optional<Cursor> from) {
    return rows(steps(source, table, from));
  }

  static List<List<@Nullable Object>> rows(List<Step> steps) {
    return steps.stream().flatMap(step -> step.rows().stream()).toList();
  }
}
