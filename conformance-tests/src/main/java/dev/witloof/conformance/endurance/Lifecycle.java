package dev.witloof.conformance.endurance;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** The lives of one connector: loads it, opens it, reads all of its first table, closes it. */
public final class Lifecycle {
  private final Path connector;
  private final AtomicReference<@Nullable BufferAllocator> arrow = new AtomicReference<>();

  /**
   * @param connector a manifest or component that needs no grants
   */
  public Lifecycle(Path connector) {
    this.connector = connector;
  }

  /**
   * That many instances of one load, each asked for its tables and closed, and one in ten read; the
   * growth from the warm-up on.
   */
  public Footprint instances(long warmup, long count) {
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector loaded = runtime.load(connector, Grants.none())) {
      return growth(
          warmup,
          count,
          i -> {
            if (i % 10 == 0) {
              read(loaded);
            } else {
              discover(loaded);
            }
          });
    }
  }

  /**
   * That many loads of one runtime, each with one instance, closed again; they share their code.
   */
  public Footprint loads(long warmup, long count) {
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      return growth(warmup, count, i -> loadAndRead(runtime));
    }
  }

  /**
   * That many loads of one runtime, each with one instance, closed again; each is of another
   * component, so that it is compiled and has classes of its own.
   */
  public Footprint compilations(long warmup, long count) {
    ConnectorManifest manifest = manifest();
    Variants variants = new Variants(bytes(manifest.wasm()));
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      return growth(warmup, count, i -> compileAndRead(runtime, manifest, variants.next()));
    }
  }

  /** That many runtimes, each with one load and one instance, closed again. */
  public Footprint runtimes(long warmup, long count) {
    return growth(warmup, count, i -> runAndRead());
  }

  private Footprint growth(long warmup, long count, LongConsumer life) {
    LongStream.range(0, warmup).forEach(life);
    Footprint before = footprint();
    LongStream.range(0, count).forEach(life);
    return footprint().since(before);
  }

  private ConnectorManifest manifest() {
    return connector.toString().endsWith(".wasm")
        ? ConnectorManifest.of("variant", "0.0.0", ConnectorKind.SOURCE, connector)
        : ConnectorManifest.read(connector);
  }

  private static byte[] bytes(Path component) {
    try {
      return Files.readAllBytes(component);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read component " + component, e);
    }
  }

  private void compileAndRead(ConnectorRuntime runtime, ConnectorManifest manifest, byte[] wasm) {
    try (LoadedConnector loaded = runtime.load(manifest, wasm, LoadOptions.of(Grants.none()))) {
      Optional<LoadReport.Origin> code = loaded.report().flatMap(LoadReport::code);
      if (!code.equals(Optional.of(LoadReport.Origin.COMPILED))) {
        throw new IllegalStateException(
            "a variant of "
                + connector
                + " was not compiled, as no load before had its bytes: "
                + code);
      }
      read(loaded);
    }
  }

  private void runAndRead() {
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      loadAndRead(runtime);
    }
  }

  private void loadAndRead(ConnectorRuntime runtime) {
    try (LoadedConnector loaded = runtime.load(connector, Grants.none())) {
      read(loaded);
    }
  }

  private static void discover(LoadedConnector loaded) {
    try (Source source = loaded.source(Map.of())) {
      source.discover();
    }
  }

  private void read(LoadedConnector loaded) {
    long rows = 0;
    try (Source source = loaded.source(Map.of());
        ReadHandle handle = source.open(source.discover().get(0).name(), Optional.empty())) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        try (RecordBatch batch = next.get()) {
          rows += batch.rowCount();
          batch.forEach(root -> arrow.set(root.getVector(0).getAllocator().getRoot()));
        }
      }
      handle.cursor();
    }
    if (rows == 0) {
      throw new IllegalStateException("the first table of " + connector + " has no rows");
    }
  }

  private Footprint footprint() {
    BufferAllocator allocator = arrow.get();
    if (allocator == null) {
      throw new IllegalArgumentException("a warm-up of at least one is needed to find Arrow");
    }
    return Footprint.measure(allocator);
  }
}
