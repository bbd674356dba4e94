package dev.witloof.benchmarks;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.LoadedConnector;
import java.util.Map;
import java.util.Optional;

/** An instance of {@code mirror-source.wat}: a source whose batches cost it nothing. */
final class MirrorSource implements AutoCloseable {
  private final ConnectorRuntime runtime = ConnectorRuntime.create();
  private final LoadedConnector connector;
  private final Source source;
  private final ReadHandle handle;

  /** A source that returns that batch for ever. */
  MirrorSource(BatchShape shape, byte[] batch) {
    connector = BundledSource.load("mirror-source.wasm", runtime);
    source = connector.source(Map.of());
    handle = source.open(shape.schema().name(), Optional.of(Cursor.of(batch)));
  }

  RecordBatch next() {
    return handle.next().orElseThrow();
  }

  @Override
  public void close() {
    handle.close();
    source.close();
    connector.close();
    runtime.close();
  }
}
