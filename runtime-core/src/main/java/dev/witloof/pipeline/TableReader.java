package dev.witloof.pipeline;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.CursorStoringDestination;
import dev.witloof.connector.Destination;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads one table from the committed cursor to its end; called again after a failure. */
final class TableReader {
  private final PipelineRunner.Builder setup;
  private final TableSchema table;
  private final RunningConnectors running;
  private final BooleanSupplier cancelled;
  private final Runnable progressed;
  private TableProgress committed = TableProgress.NONE;

  TableReader(
      PipelineRunner.Builder setup,
      TableSchema table,
      RunningConnectors running,
      BooleanSupplier cancelled,
      Runnable progressed) {
    this.setup = setup;
    this.table = table;
    this.running = running;
    this.cancelled = cancelled;
    this.progressed = progressed;
  }

  /** What this run has committed of the table. */
  TableProgress committed() {
    return committed;
  }

  /** One attempt. Closing an uncommitted destination discards what it holds. */
  TableProgress read() {
    try (Source source = setup.source.get();
        Destination destination = setup.destination.get()) {
      Runnable cancel =
          () -> {
            source.cancel();
            destination.cancel();
          };
      return running.during(cancel, () -> read(source, destination));
    }
  }

  private TableProgress read(Source source, Destination destination) {
    destination.prepare(table);
    Optional<Cursor> from = load(destination);
    setup.listener.on(new PipelineEvent.TableStarted(table.name(), from));
    try (ReadHandle handle = source.open(table.name(), from)) {
      copy(handle, destination, from);
    } catch (RuntimeException | Error failure) {
      abort(destination, failure);
      throw failure;
    }
    return committed;
  }

  private void copy(ReadHandle handle, Destination destination, Optional<Cursor> from) {
    TableProgress total = committed;
    Optional<Cursor> last = from;
    long commitTime = setup.nanoTime.getAsLong();
    boolean exhausted = false;
    while (!exhausted && !cancelled.getAsBoolean()) {
      Optional<RecordBatch> next = handle.next();
      if (next.isEmpty()) {
        exhausted = true;
      } else {
        try (RecordBatch batch = next.get()) {
          destination.write(table.name(), batch);
          total = total.plus(batch.rowCount(), batch.byteSize());
        }
        setup.listener.on(new PipelineEvent.BatchWritten(table.name(), total));
        long now = setup.nanoTime.getAsLong();
        if (due(total, Duration.ofNanos(now - commitTime))) {
          last = Optional.of(commit(handle, destination, total));
          commitTime = now;
        }
      }
    }
    if (total.batches() > committed.batches()) {
      last = Optional.of(commit(handle, destination, total));
    }
    if (exhausted) {
      setup.listener.on(new PipelineEvent.TableFinished(table.name(), total, last));
    }
  }

  private boolean due(TableProgress total, Duration sinceCommit) {
    return setup.checkpoint.due(
        total.rows() - committed.rows(), total.bytes() - committed.bytes(), sinceCommit);
  }

  private Cursor commit(ReadHandle handle, Destination destination, TableProgress total) {
    Cursor cursor = handle.cursor();
    if (destination instanceof CursorStoringDestination storing) {
      storing.stageCursor(setup.pipeline, table.name(), cursor);
      destination.commit();
    } else {
      destination.commit();
      setup.cursors.save(setup.pipeline, table.name(), cursor);
    }
    committed = total;
    progressed.run();
    setup.listener.on(new PipelineEvent.Committed(table.name(), total, cursor));
    return cursor;
  }

  private Optional<Cursor> load(Destination destination) {
    return destination instanceof CursorStoringDestination storing
        ? storing.loadCursor(setup.pipeline, table.name())
        : setup.cursors.load(setup.pipeline, table.name());
  }

  private static void abort(Destination destination, Throwable failure) {
    try {
      destination.abort();
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }
}
