package dev.witloof.conformance.internal.watch;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;

/** A source whose calls are watched. */
final class WatchedSource implements Source {
  private final Source source;
  private final Watch watch;
  private final Watch.Turn turn;

  WatchedSource(Source source, Watch watch, Watch.Turn turn) {
    this.source = source;
    this.watch = watch;
    this.turn = turn;
  }

  @Override
  public List<TableSchema> discover() {
    return watch.call(turn, "discover()", source::discover);
  }

  @Override
  public ReadHandle open(String table, Optional<Cursor> cursor) {
    return new WatchedHandle(watch.call(turn, "open()", () -> source.open(table, cursor)));
  }

  @Override
  public void cancel() {
    watch.call(turn, "cancel() of a source", source::cancel);
  }

  @Override
  public void close() {
    watch.call(turn, "close() of a source", source::close);
  }

  private final class WatchedHandle implements ReadHandle {
    private final ReadHandle handle;

    WatchedHandle(ReadHandle handle) {
      this.handle = handle;
    }

    @Override
    public Optional<RecordBatch> next() {
      return watch.call(turn, "next()", handle::next);
    }

    @Override
    public Cursor cursor() {
      return watch.call(turn, "cursor()", handle::cursor);
    }

    @Override
    public void cancel() {
      watch.call(turn, "cancel() of a handle", handle::cancel);
    }

    @Override
    public void close() {
      watch.call(turn, "close() of a handle", handle::close);
    }
  }
}
