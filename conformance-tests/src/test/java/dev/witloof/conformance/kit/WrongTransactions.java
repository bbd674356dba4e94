package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Destinations whose commit, abort or close are wrong in one way each. */
enum WrongTransactions implements WrongDestination {
  ABORT_LEAVES_ROWS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void abort() {}

            @Override
            public void commit() {
              staged.forEach(this::merge);
              lake.cursors.putAll(stagedCursors);
              super.close();
            }
          },
      "destination.abort",
      "destination.generated",
      "destination.recovery",
      "destination.cursor"),
  ABORT_DELETES_WHAT_WAS_COMMITTED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void abort() {
              staged.keySet().forEach(table -> lake.tables.get(table).rows.clear());
              super.abort();
            }

            @Override
            public void commit() {
              staged.forEach(this::merge);
              lake.cursors.putAll(stagedCursors);
              super.abort();
            }
          },
      "destination.abort",
      "destination.generated",
      "destination.tables",
      "destination.others"),
  VISIBLE_BEFORE_COMMIT(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              merge(table, rows);
            }
          },
      "destination.abort",
      "destination.close",
      "destination.generated",
      "destination.recovery",
      "destination.staged",
      "destination.tables",
      "destination.others"),
  ABORT_FORGETS_A_TABLE(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void abort() {
              if (staged.size() > 1) {
                staged.remove(staged.keySet().iterator().next());
                commit();
              }
              super.abort();
            }

            @Override
            public void commit() {
              staged.forEach(this::merge);
              lake.cursors.putAll(stagedCursors);
              super.close();
            }
          },
      "destination.tables"),
  BATCHES_ARE_CLOSED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              super.write(table, batch);
              batch.close();
            }
          },
      "destination.batch-lent"),
  CLOSE_COMMITS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void close() {
              commit();
            }
          },
      "destination.close",
      "destination.generated",
      "destination.cursor"),
  LAST_BATCH_IS_LOST(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              if (rows.isEmpty() || !staged.containsKey(table)) {
                super.stage(table, rows);
              }
            }
          },
      "destination.commit",
      "destination.empty-batch",
      "destination.generated",
      "destination.prepare-again",
      "destination.tables",
      "destination.upsert"),
  IDLE_COMMIT_FAILS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void commit() {
              if (staged.isEmpty() && stagedCursors.isEmpty()) {
                throw new ConnectorException.Permanent("nothing is staged");
              }
              super.commit();
            }
          },
      "destination.cursor",
      "destination.generated",
      "destination.idle",
      "destination.prepare-again"),
  CLOSING_TWICE_FAILS(
      lake ->
          new SampleDestination(lake) {
            private boolean closed;

            @Override
            public void close() {
              if (closed) {
                throw new IllegalStateException("closed already");
              }
              closed = true;
              super.close();
            }
          },
      "destination.close-twice"),
  CURSOR_IS_STORED_AT_ONCE(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void stageCursor(String pipeline, String table, Cursor cursor) {
              lake.cursors.put(pipeline + "/" + table, cursor);
            }
          },
      "destination.cursor"),
  CURSORS_OF_PIPELINES_ARE_ONE(
      lake ->
          new SampleDestination(lake) {
            @Override
            public Optional<Cursor> loadCursor(String pipeline, String table) {
              return super.loadCursor("", table);
            }

            @Override
            public void stageCursor(String pipeline, String table, Cursor cursor) {
              super.stageCursor("", table, cursor);
            }
          },
      "destination.cursors-apart"),
  PREPARE_EMPTIES_THE_TABLE(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              super.prepare(schema);
              lake.tables.get(schema.name()).rows.clear();
            }
          },
      "destination.abort",
      "destination.append",
      "destination.close",
      "destination.evolution",
      "destination.generated",
      "destination.prepare-again",
      "destination.staged",
      "destination.key-types",
      "destination.same-table"),
  COMMIT_AFTER_AN_ABORT_IS_LOST(
      lake ->
          new SampleDestination(lake) {
            private boolean aborted;

            @Override
            public void abort() {
              super.abort();
              aborted = true;
            }

            @Override
            public void commit() {
              if (!aborted) {
                staged.forEach(this::merge);
                lake.cursors.putAll(stagedCursors);
              }
              close();
            }
          },
      "destination.abort",
      "destination.generated",
      "destination.idle",
      "destination.recovery"),
  ONE_TABLE_IS_COMMITTED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void commit() {
              if (staged.size() > 1) {
                staged.remove(staged.keySet().iterator().next());
              }
              super.commit();
            }
          },
      "destination.tables",
      "destination.tables-alike"),
  EMPTY_BATCH_DISCARDS_WHAT_IS_STAGED(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              if (rows.isEmpty()) {
                staged.remove(table);
              } else {
                super.stage(table, rows);
              }
            }
          },
      "destination.empty-batch",
      "destination.generated"),
  CURSOR_IS_STORED_WITH_ROWS_ONLY(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void commit() {
              if (!staged.isEmpty()) {
                super.commit();
              }
            }
          },
      "destination.cursor",
      "destination.cursor-bytes",
      "destination.cursors-apart"),
  ABORT_KEEPS_THE_CURSOR(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void abort() {
              staged.clear();
            }
          },
      "destination.cursor"),
  ALL_DESTINATIONS_STAGE_IN_ONE_PLACE(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              lake.shared.computeIfAbsent(table, name -> new ArrayList<>()).addAll(rows);
            }

            @Override
            public void commit() {
              lake.shared.forEach(this::merge);
              super.commit();
            }

            @Override
            public void abort() {
              lake.shared.clear();
              super.abort();
            }

            @Override
            public void close() {
              lake.shared.clear();
              super.close();
            }
          },
      "destination.others"),
  A_FILE_IS_LEFT_OPEN(
      lake ->
          new SampleDestination(lake) {
            private final RandomAccessFile file = WrongSource.opened();

            @Override
            public void commit() {
              if (file.getChannel().isOpen()) {
                super.commit();
              }
            }
          },
      "destination.left");

  private final Function<MemoryLake, Destination> open;
  private final List<String> caughtBy;

  WrongTransactions(Function<MemoryLake, Destination> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  @Override
  public Destination open(MemoryLake lake) {
    return open.apply(lake);
  }

  @Override
  public List<String> caughtBy() {
    return caughtBy;
  }
}
