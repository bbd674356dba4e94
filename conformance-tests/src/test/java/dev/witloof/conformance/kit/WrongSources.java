package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Sources that are wrong in one way each. */
enum WrongSources {
  CURSOR_THAT_DOES_NOT_MOVE(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Cursor cursor() {
                  return cursorOf(from);
                }
              };
            }
          },
      "cursor.advances",
      "cursor.resume",
      "cursor.retry"),
  BATCH_LOST_ON_RESUME(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              int position = super.position(table, cursor);
              return position == 0 ? 0 : Math.min(position + SampleTables.BATCH, SampleTables.ROWS);
            }
          },
      "cursor.resume",
      "cursor.retry"),
  LAST_BATCH_AGAIN_ON_RESUME(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              int position = super.position(table, cursor);
              return position == SampleTables.ROWS ? position - 3 : position;
            }
          },
      "cursor.resume",
      "cursor.retry"),
  CURSOR_COUNTED_FROM_THE_RESUMPTION(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Cursor cursor() {
                  return from == 0 || position == from ? super.cursor() : cursorOf(position - 1);
                }
              };
            }
          },
      "cursor.retry"),
  CURSOR_KEPT_IN_MEMORY(
      () ->
          new SampleSource() {
            private final Map<String, Integer> kept = new HashMap<>();

            @Override
            int position(TableSchema table, Cursor cursor) {
              String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
              Integer position = kept.get(text);
              if (position == null) {
                throw new ConnectorException.Permanent("this source made no such cursor");
              }
              return position;
            }

            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                Cursor cursorOf(int at) {
                  Cursor cursor = super.cursorOf(at);
                  kept.put(new String(cursor.toByteArray(), StandardCharsets.UTF_8), at);
                  return cursor;
                }
              };
            }
          },
      "cursor.resume",
      "cursor.storage"),
  CURSOR_FAILS_BEFORE_THE_FIRST_BATCH(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Cursor cursor() {
                  if (position == 0) {
                    throw new IllegalStateException("nothing was read yet");
                  }
                  return super.cursor();
                }
              };
            }
          },
      "cursor.any-time"),
  SCHEMA_DRIFT(
      () ->
          new SampleSource() {
            private final TableSchema wider =
                new TableSchema(
                    "people",
                    List.of(
                        new Field("id", new DataType.Int64(), false),
                        new Field("name", new DataType.Text(), true),
                        new Field("mail", new DataType.Text(), true)),
                    List.of("id"));

            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                RecordBatch batch(int start, int end) {
                  if (start < 10 || !table.name().equals("people")) {
                    return super.batch(start, end);
                  }
                  List<Row> rows = new ArrayList<>();
                  for (Row row : rows(start, end)) {
                    rows.add(new Row(Arrays.asList(row.get(0), row.get(1), null)));
                  }
                  return Rows.batch(wider, rows);
                }
              };
            }
          },
      "batch.schema"),
  NULLS_IN_A_KEY(
      () ->
          new SampleSource() {
            private final TableSchema loose =
                new TableSchema(
                    "people",
                    List.of(
                        new Field("id", new DataType.Int64(), true),
                        new Field("name", new DataType.Text(), true)),
                    List.of());

            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                RecordBatch batch(int start, int end) {
                  if (start != 10 || !table.name().equals("people")) {
                    return super.batch(start, end);
                  }
                  List<Row> rows = new ArrayList<>(rows(start, end));
                  rows.set(2, new Row(Arrays.asList(null, "nobody")));
                  return Rows.batch(loose, rows);
                }
              };
            }
          },
      "batch.schema",
      "keys.not-null"),
  KEY_TWICE(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  List<Row> rows = new ArrayList<>(super.rows(start, end));
                  if (start == 15) {
                    rows.set(0, SampleTables.rows(table, 3, 4).get(0));
                  }
                  return rows;
                }
              };
            }
          },
      "keys.unique"),
  ROWS_AFTER_THE_END(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  Optional<RecordBatch> batch = super.next();
                  if (batch.isEmpty()) {
                    position = Math.max(from, SampleTables.ROWS - 1);
                  }
                  return batch;
                }

                @Override
                public Cursor cursor() {
                  return cursorOf(position == SampleTables.ROWS - 1 ? SampleTables.ROWS : position);
                }
              };
            }
          },
      "stream.end"),
  ENDLESS(
      () ->
          new SampleSource() {
            @Override
            int rowCount() {
              return Integer.MAX_VALUE;
            }
          },
      "stream.finite"),
  DISCOVER_CHANGES(
      () ->
          new SampleSource() {
            private int calls;

            @Override
            public List<TableSchema> discover() {
              calls++;
              return calls % 2 == 1
                  ? super.discover()
                  : List.of(SampleTables.EVENTS, SampleTables.PEOPLE);
            }
          },
      "discover.stable"),
  TWO_TABLES_OF_ONE_NAME(
      () ->
          new SampleSource() {
            @Override
            public List<TableSchema> discover() {
              return List.of(SampleTables.PEOPLE, SampleTables.EVENTS, SampleTables.PEOPLE);
            }
          },
      "discover.valid"),
  DISCOVER_FAILS(
      () ->
          new SampleSource() {
            @Override
            public List<TableSchema> discover() {
              return List.of(
                  new TableSchema("people", SampleTables.PEOPLE.fields(), List.of("missing")));
            }
          },
      "discover.valid"),
  FAILS_IN_THE_MIDDLE(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  throw new ArithmeticException("/ by zero");
                }
              };
            }
          },
      "stream.readable"),
  UNKNOWN_TABLE_THROWS(
      () ->
          new SampleSource() {
            @Override
            TableSchema schemaOf(String table) {
              return switch (table) {
                case "people" -> SampleTables.PEOPLE;
                case "events" -> SampleTables.EVENTS;
                default -> throw new NullPointerException("schema");
              };
            }
          },
      "error.unknown-table"),
  UNKNOWN_TABLE_IS_EMPTY(
      () ->
          new SampleSource() {
            @Override
            TableSchema schemaOf(String table) {
              return table.startsWith("events") ? SampleTables.EVENTS : SampleTables.PEOPLE;
            }
          },
      "error.unknown-table"),
  UNKNOWN_TABLE_IS_TRANSIENT(
      () ->
          new SampleSource() {
            @Override
            TableSchema schemaOf(String table) {
              try {
                return super.schemaOf(table);
              } catch (ConnectorException.Permanent e) {
                throw new ConnectorException.Transient("404", e);
              }
            }
          },
      "error.unknown-table"),
  GARBAGE_CURSOR_READS_FROM_THE_BEGINNING(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              try {
                return super.position(table, cursor);
              } catch (ConnectorException.Permanent e) {
                return 0;
              }
            }
          },
      "error.garbage-cursor",
      "error.foreign-cursor"),
  GARBAGE_CURSOR_THROWS(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
              if (!text.startsWith(table.name())) {
                return super.position(table, cursor);
              }
              return Integer.parseInt(text.substring(table.name().length() + 1));
            }
          },
      "error.damaged-cursor"),
  CURSOR_OF_ANOTHER_TABLE(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
              return text.startsWith("people:")
                  ? super.position(SampleTables.PEOPLE, cursor)
                  : super.position(SampleTables.EVENTS, cursor);
            }
          },
      "error.foreign-cursor"),
  HANDLES_SHARE_A_POSITION(
      () ->
          new SampleSource() {
            private int shared;

            @Override
            Handle handle(TableSchema table, int from) {
              shared = from;
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  position = shared;
                  Optional<RecordBatch> batch = super.next();
                  shared = position;
                  return batch;
                }
              };
            }
          },
      "handles.interleaved"),
  SOURCES_OF_A_THREAD_SHARE_A_POSITION(
      new Supplier<>() {
        private final ThreadLocal<Integer> shared = ThreadLocal.withInitial(() -> 0);

        @Override
        public Source get() {
          return new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              shared.set(from);
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  position = shared.get();
                  Optional<RecordBatch> batch = super.next();
                  shared.set(position);
                  return batch;
                }
              };
            }
          };
        }
      },
      "handles.interleaved",
      "sources.interleaved"),
  BATCHES_ARE_CLOSED_BY_THE_NEXT(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private Optional<RecordBatch> last = Optional.empty();

                @Override
                public Optional<RecordBatch> next() {
                  last.ifPresent(RecordBatch::close);
                  last = super.next();
                  return last;
                }
              };
            }
          },
      "batch.owned"),
  EACH_READ_GIVES_OTHER_ROWS(
      new Supplier<>() {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public Source get() {
          return new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              int read = reads.incrementAndGet();
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  List<Row> rows = new ArrayList<>(super.rows(start, end));
                  if (table.name().equals("people")) {
                    rows.set(0, new Row(Arrays.asList((long) start, "read " + read)));
                  }
                  return rows;
                }
              };
            }
          };
        }
      },
      "batch.owned",
      "close.early",
      "cursor.resume",
      "cursor.retry",
      "cursor.storage",
      "determinism",
      "handles.interleaved",
      "rows.repeatable",
      "sources.interleaved",
      "sources.threads"),
  EACH_READ_HAS_OTHER_BATCHES(
      new Supplier<>() {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public Source get() {
          return new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              int size = 2 + reads.incrementAndGet() % 5;
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  int start = position;
                  position = Math.min(start + size, SampleTables.ROWS);
                  return start == position ? Optional.empty() : Optional.of(batch(start, position));
                }
              };
            }
          };
        }
      },
      "determinism"),
  CLOSING_EARLY_FAILS(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public void close() {
                  if (position == 10) {
                    throw new IllegalStateException("rows are left");
                  }
                }
              };
            }
          },
      "close.early",
      "cursor.retry",
      "cursor.storage"),
  CLOSING_TWICE_FAILS(
      () ->
          new SampleSource() {
            private boolean closed;

            @Override
            public void close() {
              if (closed) {
                throw new IllegalStateException("closed already");
              }
              closed = true;
            }
          },
      "close.twice"),
  THREADS_ARE_LEFT(
      () -> {
        Thread thread = new Thread(WrongSources::waitForNothing, "poller");
        thread.setDaemon(true);
        thread.start();
        return new SampleSource();
      },
      "close.threads"),
  NOT_SAFE_IN_THREADS(
      new Supplier<>() {
        private final AtomicReference<Thread> first = new AtomicReference<>();

        @Override
        public Source get() {
          return new SampleSource() {
            @Override
            public ReadHandle open(String table, Optional<Cursor> cursor) {
              first.compareAndSet(null, Thread.currentThread());
              if (Thread.currentThread() != first.get()) {
                throw new IllegalStateException("only one thread may use this");
              }
              return super.open(table, cursor);
            }
          };
        }
      },
      "sources.threads");

  private final Supplier<Source> open;
  private final List<String> caughtBy;

  WrongSources(Supplier<Source> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  Source open() {
    return open.get();
  }

  /** The checks that fail, and no others. */
  List<String> caughtBy() {
    return caughtBy;
  }

  private static void waitForNothing() {
    try {
      new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
