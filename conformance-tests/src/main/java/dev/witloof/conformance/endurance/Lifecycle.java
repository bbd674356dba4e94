package dev.witloof.conformance.endurance;

import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
      for (long i = 0; i < warmup; i++) {
        read(loaded);
      }
      Footprint before = footprint();
      for (long i = 0; i < count; i++) {
        if (i % 10 == 0) {
          read(loaded);
        } else {
          discover(loaded);
        }
      }
      return footprint().since(before);
    }
  }

  /** That many loads of one runtime, each with one instance, closed again. */
  public Footprint loads(long warmup, long count) {
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      for (long i = 0; i < warmup; i++) {
        loadAndRead(runtime);
      }
      Footprint before = footprint();
      for (long i = 0; i < count; i++) {
        loadAndRead(runtime);
      }
      return footprint().since(before);
    }
  }

  /** That many runtimes, each with one load and one instance, closed again. */
  public Footprint runtimes(long warmup, long count) {
    for (long i = 0; i < warmup; i++) {
      runAndRead();
    }
    Footprint before = footprint();
    for (long i = 0; i < count; i++) {
      runAndRead();
    }
    return footprint().since(before);
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
