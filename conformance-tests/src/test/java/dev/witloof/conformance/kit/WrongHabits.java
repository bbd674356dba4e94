package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;

/** Destinations that do what others do not expect of them, in one way each. */
enum WrongHabits implements WrongDestination {
  PREPARE_COMMITS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              commit();
              super.prepare(schema);
            }
          },
      "destination.prepare-staged"),
  PREPARE_DISCARDS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              abort();
              super.prepare(schema);
            }
          },
      "destination.prepare-again",
      "destination.prepare-staged"),
  ABORT_FORGETS_WHAT_WAS_PREPARED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void abort() {
              super.abort();
              prepared.clear();
            }

            @Override
            public void commit() {
              Map<String, TableSchema> before = new HashMap<>(prepared);
              super.commit();
              prepared.putAll(before);
            }
          },
      "destination.prepared"),
  COMMIT_OVERWRITES_WHAT_OTHERS_COMMITTED(
      lake ->
          new SampleDestination(lake) {
            private final Map<String, List<Row>> found = new HashMap<>();

            @Override
            void stage(String table, List<Row> rows) {
              found.putIfAbsent(table, new ArrayList<>(lake.tables.get(table).rows));
              super.stage(table, rows);
            }

            @Override
            void merge(String name, List<Row> rows) {
              lake.tables.get(name).rows = new ArrayList<>(found.get(name));
              super.merge(name, rows);
            }

            @Override
            public void abort() {
              super.abort();
              found.clear();
            }
          },
      "destination.same-table"),
  FIRST_PART_OF_A_BATCH_IS_WRITTEN(
      lake ->
          new SampleDestination(lake) {
            private int first;

            @Override
            public void write(String table, RecordBatch batch) {
              List<Integer> parts = new ArrayList<>();
              batch.forEach(root -> parts.add(root.getRowCount()));
              first = parts.isEmpty() ? 0 : parts.get(0);
              super.write(table, batch);
            }

            @Override
            void stage(String table, List<Row> rows) {
              super.stage(table, rows.subList(0, first));
            }
          },
      "destination.batch-parts"),
  STAGED_ROWS_ARE_KEPT_BY_THREAD(
      lake ->
          new SampleDestination(lake) {
            private final ThreadLocal<Map<String, List<Row>>> mine =
                ThreadLocal.withInitial(LinkedHashMap::new);

            @Override
            void stage(String table, List<Row> rows) {
              mine.get().computeIfAbsent(table, name -> new ArrayList<>()).addAll(rows);
            }

            @Override
            public void commit() {
              staged.putAll(mine.get());
              super.commit();
            }

            @Override
            public void abort() {
              mine.remove();
              super.abort();
            }

            @Override
            public void close() {
              mine.remove();
              super.close();
            }
          },
      "destination.threads"),
  CANCELLED_COMMIT_IS_SILENT(
      lake ->
          new SampleDestination(lake) {
            private volatile boolean cancelled;

            @Override
            public void cancel() {
              cancelled = true;
            }

            @Override
            public void commit() {
              if (cancelled) {
                abort();
              } else {
                super.commit();
              }
            }
          },
      "destination.cancel"),
  CANCELLED_WRITE_IS_ILLEGAL(
      lake ->
          new SampleDestination(lake) {
            private volatile boolean cancelled;

            @Override
            public void cancel() {
              cancelled = true;
            }

            @Override
            void stage(String table, List<Row> rows) {
              if (cancelled) {
                throw new IllegalStateException("cancelled");
              }
              super.stage(table, rows);
            }
          },
      "destination.cancel"),
  CANCELLED_IS_COMMITTED_BY_CLOSE(
      lake ->
          new SampleDestination(lake) {
            private volatile boolean cancelled;

            @Override
            public void cancel() {
              cancelled = true;
            }

            @Override
            public void close() {
              if (cancelled) {
                commit();
              }
              super.close();
            }
          },
      "destination.cancel"),
  STAGED_CURSOR_IS_LOADED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public Optional<Cursor> loadCursor(String pipeline, String table) {
              return Optional.ofNullable(stagedCursors.get(pipeline + "/" + table))
                  .or(() -> super.loadCursor(pipeline, table));
            }
          },
      "destination.cursor"),
  CURSORS_OF_TABLES_ARE_ONE(
      lake ->
          new SampleDestination(lake) {
            @Override
            public Optional<Cursor> loadCursor(String pipeline, String table) {
              return super.loadCursor(pipeline, "");
            }

            @Override
            public void stageCursor(String pipeline, String table, Cursor cursor) {
              super.stageCursor(pipeline, "", cursor);
            }
          },
      "destination.cursors-apart"),
  NAMES_OF_CURSORS_ARE_JOINED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public Optional<Cursor> loadCursor(String pipeline, String table) {
              return super.loadCursor(pipeline + table, "");
            }

            @Override
            public void stageCursor(String pipeline, String table, Cursor cursor) {
              super.stageCursor(pipeline + table, "", cursor);
            }
          },
      "destination.cursors-apart"),
  LONG_CURSORS_ARE_CUT(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void stageCursor(String pipeline, String table, Cursor cursor) {
              byte[] bytes = cursor.toByteArray();
              super.stageCursor(
                  pipeline, table, Cursor.of(Arrays.copyOf(bytes, Math.min(bytes.length, 4_000))));
            }
          },
      "destination.cursor-bytes"),
  TEMPORARY_FILES_ARE_LEFT(
      lake -> {
        try {
          Files.createTempFile("witloof-wrong", ".staged").toFile().deleteOnExit();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return new SampleDestination(lake);
      },
      "destination.left"),
  TIME_ZONE_IS_SET(
      lake -> {
        TimeZone.setDefault(TimeZone.getTimeZone("America/Caracas"));
        return new SampleDestination(lake);
      },
      "jvm.settings");

  private final Function<MemoryLake, Destination> open;
  private final List<String> caughtBy;

  WrongHabits(Function<MemoryLake, Destination> open, String... caughtBy) {
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
