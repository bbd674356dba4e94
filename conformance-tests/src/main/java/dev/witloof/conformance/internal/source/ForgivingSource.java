package dev.witloof.conformance.internal.source;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;

/**
 * A source for checks that are not about closing: if that fails, {@code close.quiet} and {@code
 * close.early} say so, and no others.
 */
final class ForgivingSource implements Source {
  private final Source source;

  ForgivingSource(Source source) {
    this.source = source;
  }

  @Override
  public List<TableSchema> discover() {
    return source.discover();
  }

  @Override
  public ReadHandle open(String table, Optional<Cursor> cursor) {
    return new ForgivingHandle(source.open(table, cursor));
  }

  /** A handle that fails when it is closed, if the connector's does. */
  ReadHandle openStrictly(String table) {
    return source.open(table, Optional.empty());
  }

  @Override
  public void cancel() {
    source.cancel();
  }

  @Override
  public void close() {
    forgive(source);
  }

  private static void forgive(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception failure) {
      // Found by the checks that are about it.
      return;
    }
  }

  private static final class ForgivingHandle implements ReadHandle {
    private final ReadHandle handle;

    ForgivingHandle(ReadHandle handle) {
      this.handle = handle;
    }

    @Override
    public Optional<RecordBatch> next() {
      return handle.next();
    }

    @Override
    public Cursor cursor() {
      return handle.cursor();
    }

    @Override
    public void cancel() {
      handle.cancel();
    }

    @Override
    public void close() {
      forgive(handle);
    }
  }
}
