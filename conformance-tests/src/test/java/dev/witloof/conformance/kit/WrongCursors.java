package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sources whose cursors are wrong in one way each. */
enum WrongCursors implements WrongSource {
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
  BATCH_LOST_ON_RESUME_AT_THE_LAST_BOUNDARY(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              int position = super.position(table, cursor);
              return position == 20 ? SampleTables.ROWS : position;
            }
          },
      "cursor.resume",
      "cursor.retry"),
  ROW_TWICE_AFTER_A_RETRY_OF_ONE_BATCH(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              int position = super.position(table, cursor);
              return position == 10 && table.name().equals("events") ? 9 : position;
            }
          },
      "cursor.resume",
      "cursor.retry"),
  CURSOR_OF_WHAT_WAS_PREFETCHED(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Cursor cursor() {
                  return cursorOf(Math.min(position + SampleTables.BATCH, SampleTables.ROWS));
                }
              };
            }
          },
      "cursor.advances",
      "cursor.resume",
      "cursor.retry"),
  CURSOR_MOVES_WHEN_ASKED(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private int asked = -1;

                @Override
                public Cursor cursor() {
                  if (asked == position) {
                    position = Math.min(position + 1, SampleTables.ROWS);
                  }
                  asked = position;
                  return super.cursor();
                }
              };
            }
          },
      "cursor.any-time"),
  CURSOR_OF_THE_END_IS_THE_BEGINNING(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private boolean ended;

                @Override
                public Optional<RecordBatch> next() {
                  Optional<RecordBatch> batch = super.next();
                  ended = batch.isEmpty();
                  return batch;
                }

                @Override
                public Cursor cursor() {
                  return cursorOf(ended ? 0 : position);
                }
              };
            }
          },
      "cursor.resume"),
  CURSOR_HAS_THE_TIME_IN_IT(
      new Supplier<>() {
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public Source get() {
          return new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
              int stamp = text.indexOf('@');
              return super.position(
                  table,
                  Cursor.of(
                      text.substring(0, Math.max(0, stamp)).getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            Handle handle(TableSchema table, int from) {
              // A clock that always goes on.
              int at = opened.incrementAndGet();
              return new Handle(table, from) {
                @Override
                Cursor cursorOf(int position) {
                  return Cursor.of(
                      (table.name() + ":" + position + "@" + at).getBytes(StandardCharsets.UTF_8));
                }
              };
            }
          };
        }
      },
      "determinism"),
  CURSOR_IS_IGNORED_BY_ONE_TABLE(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              int position = super.position(table, cursor);
              return table.name().equals("events") ? 0 : position;
            }
          },
      "cursor.resume",
      "cursor.retry"),
  RESUMED_IN_ANOTHER_ORDER(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                List<Row> rows(int start, int end) {
                  List<Row> rows = new ArrayList<>(super.rows(start, end));
                  if (from > 0) {
                    Collections.reverse(rows);
                  }
                  return rows;
                }
              };
            }
          },
      "cursor.resume",
      "cursor.retry"),
  RESUMED_WITH_ANOTHER_SCHEMA(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                RecordBatch batch(int start, int end) {
                  return from == 0
                      ? super.batch(start, end)
                      : Rows.batch(Drifts.withoutKey(table), rows(start, end));
                }
              };
            }
          },
      "cursor.resume");

  private final Supplier<Source> open;
  private final List<String> caughtBy;

  WrongCursors(Supplier<Source> open, String... caughtBy) {
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
