package dev.witloof.pipeline;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.CursorStoringDestination;
import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;

/**
 * What survives a crash of a destination: committed rows and, for one that stores it, the cursor.
 */
final class MemoryTable {
  final List<Long> committed = new ArrayList<>();
  private Optional<Cursor> cursor = Optional.empty();

  Destination open(boolean keyed, Runnable fault) {
    return new Plain(keyed, fault);
  }

  CursorStoringDestination openStoring(Runnable fault) {
    return new Storing(fault);
  }

  private class Plain implements Destination {
    private final boolean keyed;
    final Runnable fault;
    private final List<Long> staged = new ArrayList<>();

    Plain(boolean keyed, Runnable fault) {
      this.keyed = keyed;
      this.fault = fault;
    }

    @Override
    public void prepare(TableSchema schema) {
      fault.run();
    }

    @Override
    public void write(String table, RecordBatch batch) {
      fault.run();
      batch.forEach(
          root -> {
            BigIntVector ids = (BigIntVector) root.getVector("id");
            for (int i = 0; i < root.getRowCount(); i++) {
              staged.add(ids.get(i));
            }
          });
    }

    @Override
    public void commit() {
      fault.run();
      if (keyed) {
        committed.removeAll(staged);
      }
      committed.addAll(staged);
      staged.clear();
      committed();
      // A crash after the commit, before the caller hears of it.
      fault.run();
    }

    void committed() {}

    @Override
    public void abort() {
      staged.clear();
    }
  }

  private final class Storing extends Plain implements CursorStoringDestination {
    private Optional<Cursor> stagedCursor = Optional.empty();

    Storing(Runnable fault) {
      super(false, fault);
    }

    @Override
    public Optional<Cursor> loadCursor(String pipeline, String table) {
      fault.run();
      return cursor;
    }

    @Override
    public void stageCursor(String pipeline, String table, Cursor position) {
      fault.run();
      stagedCursor = Optional.of(position);
    }

    @Override
    void committed() {
      cursor = stagedCursor;
    }
  }
}
