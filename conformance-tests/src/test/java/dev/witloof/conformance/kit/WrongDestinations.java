package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Destinations that are wrong in one way each. */
enum WrongDestinations {
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
      "destination.recovery"),
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
      "destination.tables"),
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
      "destination.tables"),
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
      "destination.generated"),
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
  KEYS_ARE_APPENDED(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              lake.tables.get(name).rows.addAll(rows);
            }
          },
      "destination.batch-lent",
      "destination.generated",
      "idempotency",
      "destination.upsert"),
  FIRST_ROW_OF_A_KEY_WINS(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              List<Row> turned = new ArrayList<>(rows);
              Collections.reverse(turned);
              super.merge(name, turned);
            }
          },
      "destination.generated",
      "destination.upsert"),
  EQUAL_ROWS_ARE_MERGED(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              super.merge(name, rows);
              MemoryLake.Table table = lake.tables.get(name);
              table.rows = new ArrayList<>(new LinkedHashSet<>(table.rows));
            }
          },
      "destination.append",
      "destination.generated"),
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
      "destination.staged"),
  UNPREPARED_THROWS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              if (!prepared.containsKey(table)) {
                throw new IllegalStateException("not prepared");
              }
              super.write(table, batch);
            }
          },
      "destination.unprepared"),
  UNPREPARED_IS_PREPARED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              if (!prepared.containsKey(table)) {
                prepare(batch.schema());
              }
              super.write(table, batch);
            }
          },
      "destination.unprepared"),
  BATCHES_ARE_NOT_COMPARED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              if (prepared.containsKey(table)) {
                stage(table, Rows.of(batch));
              } else {
                super.write(table, batch);
              }
            }
          },
      "destination.other-batch"),
  OTHER_COLUMNS_ARE_PERMANENT(
      lake ->
          new SampleDestination(lake) {
            @Override
            RuntimeException mismatch(String table) {
              return new ConnectorException.Permanent(table);
            }
          },
      "destination.other-type"),
  OTHER_COLUMNS_ARE_TAKEN(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              lake.tables.computeIfAbsent(schema.name(), name -> new MemoryLake.Table(schema));
              lake.tables.get(schema.name()).schema = schema;
              super.prepare(schema);
            }
          },
      "destination.other-type"),
  NO_COLUMN_IS_ADDED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              if (lake.tables.containsKey(schema.name())
                  && !lake.tables.get(schema.name()).schema.equals(schema)) {
                throw mismatch(schema.name());
              }
              super.prepare(schema);
            }
          },
      "destination.evolution"),
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
      "destination.cursor"),
  EMPTY_TEXT_IS_NULL(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(table, rows.stream().map(WrongDestinations::withoutEmptyText).toList());
            }
          },
      "destination.generated",
      "destination.types"),
  LISTS_LOSE_THEIR_NULLS(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(table, rows.stream().map(WrongDestinations::withoutNulls).toList());
            }
          },
      "destination.generated",
      "destination.nested");

  private final Function<MemoryLake, Destination> open;
  private final List<String> caughtBy;

  WrongDestinations(Function<MemoryLake, Destination> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  Destination open(MemoryLake lake) {
    return open.apply(lake);
  }

  /** The checks that fail, and no others. */
  List<String> caughtBy() {
    return caughtBy;
  }

  private static Row withoutEmptyText(Row row) {
    List<Object> values = new ArrayList<>(row.values());
    values.replaceAll(value -> "".equals(value) ? null : value);
    return new Row(values);
  }

  private static Row withoutNulls(Row row) {
    List<Object> values = new ArrayList<>(row.values());
    values.replaceAll(
        value -> {
          if (!(value instanceof List<?> list)) {
            return value;
          }
          List<Object> kept = new ArrayList<>(list);
          kept.removeAll(Collections.singleton(null));
          return kept;
        });
    return new Row(values);
  }
}
