package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sources whose batches are wrong in one way each. */
enum WrongStreams implements WrongSource {
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
      "batch.schema",
      "rows.known"),
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
      "keys.not-null",
      "rows.known"),
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
      "keys.unique",
      "rows.known"),
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
      "sources.threads",
      "rows.environment",
      "rows.known"),
  EACH_READ_HAS_OTHER_BATCHES(
      new Supplier<>() {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public Source get() {
          return new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return inBatchesOf(2 + reads.incrementAndGet() % 5, table, from);
            }
          };
        }
      },
      "determinism"),
  NULLABILITY_DRIFTS(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                RecordBatch batch(int start, int end) {
                  return start == 15
                      ? Rows.batch(Drifts.allNullable(table), rows(start, end))
                      : super.batch(start, end);
                }
              };
            }
          },
      "batch.schema"),
  COLUMNS_CHANGE_PLACES(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                RecordBatch batch(int start, int end) {
                  return start == 20
                      ? Rows.batch(Drifts.turned(table), Drifts.turned(rows(start, end)))
                      : super.batch(start, end);
                }
              };
            }
          },
      "batch.schema",
      "keys.not-null",
      "rows.known"),
  END_IS_AN_ERROR(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private boolean ended;

                @Override
                public Optional<RecordBatch> next() {
                  if (ended) {
                    throw new IllegalStateException("the end was reached");
                  }
                  Optional<RecordBatch> batch = super.next();
                  ended = batch.isEmpty();
                  return batch;
                }
              };
            }
          },
      "stream.end"),
  EMPTY_BATCHES_FOR_EVER(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  Optional<RecordBatch> batch = super.next();
                  return batch.isPresent() ? batch : Optional.of(Rows.batch(table, List.of()));
                }
              };
            }
          },
      "stream.finite"),
  LAST_ROW_OF_EACH_PAGE_IS_LOST(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  return super.rows(start, Math.max(start + 1, end - 1));
                }
              };
            }
          },
      "rows.known"),
  FULL_LAST_PAGE_IS_LOST(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  return SampleTables.ROWS - position < SampleTables.BATCH
                      ? Optional.empty()
                      : super.next();
                }
              };
            }
          },
      "rows.known"),
  TEXT_IS_NORMALISED(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  return super.rows(start, end).stream()
                      .map(row -> Drifts.mapped(row, Drifts::decomposed))
                      .toList();
                }
              };
            }
          },
      "rows.known"),
  NUMBERS_PASS_THROUGH_FLOAT(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  return super.rows(start, end).stream()
                      .map(row -> Drifts.mapped(row, Drifts::asFloat))
                      .toList();
                }
              };
            }
          },
      "rows.known"),
  VALUES_DEPEND_ON_THE_TIME_ZONE(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  return super.rows(start, end).stream()
                      .map(row -> Drifts.mapped(row, Drifts::inTimeZone))
                      .toList();
                }
              };
            }
          },
      "rows.environment"),
  VALUES_DEPEND_ON_THE_LANGUAGE(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  return super.rows(start, end).stream()
                      .map(row -> Drifts.mapped(row, Drifts::inTheLanguage))
                      .toList();
                }
              };
            }
          },
      "rows.environment");

  private final Supplier<Source> open;
  private final List<String> caughtBy;

  WrongStreams(Supplier<Source> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  @Override
  public Source open() {
    return open.get();
  }

  @Override
  public List<String> caughtBy() {
    return caughtBy;
  }
}
