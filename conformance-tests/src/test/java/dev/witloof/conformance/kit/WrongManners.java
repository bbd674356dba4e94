package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Supplier;

/** Sources that are hard on their caller or on the JVM, in one way each. */
enum WrongManners implements WrongSource {
  POSITION_IS_KEPT_BY_THREAD(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private final ThreadLocal<Integer> at = ThreadLocal.withInitial(() -> from);

                @Override
                public Optional<RecordBatch> next() {
                  position = at.get();
                  Optional<RecordBatch> batch = super.next();
                  at.set(position);
                  return batch;
                }
              };
            }
          },
      "handles.threads"),
  ONE_THREAD_MAY_CALL(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private final Thread mine = Thread.currentThread();

                @Override
                public Optional<RecordBatch> next() {
                  if (Thread.currentThread() != mine) {
                    throw new IllegalStateException("this is another thread");
                  }
                  return super.next();
                }
              };
            }
          },
      "handles.threads"),
  CANCELLING_LOOKS_LIKE_THE_END(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private volatile boolean cancelled;

                @Override
                public void cancel() {
                  cancelled = true;
                }

                @Override
                public Optional<RecordBatch> next() {
                  return cancelled ? Optional.empty() : super.next();
                }
              };
            }
          },
      "cancel.handle"),
  CANCELLING_IS_PERMANENT(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private volatile boolean cancelled;

                @Override
                public void cancel() {
                  cancelled = true;
                }

                @Override
                public Optional<RecordBatch> next() {
                  if (cancelled) {
                    throw new ConnectorException.Permanent("cancelled");
                  }
                  return super.next();
                }
              };
            }
          },
      "cancel.handle"),
  CANCELLING_A_HANDLE_CANCELS_ITS_SOURCE(
      () ->
          new SampleSource() {
            private volatile boolean cancelled;

            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public void cancel() {
                  cancelled = true;
                }

                @Override
                public Optional<RecordBatch> next() {
                  if (cancelled) {
                    throw new ConnectorException.Transient("cancelled");
                  }
                  return super.next();
                }
              };
            }
          },
      "cancel.handle"),
  CANCELLED_SOURCE_CANNOT_BE_CLOSED(
      () ->
          new SampleSource() {
            private volatile boolean cancelled;

            @Override
            public void cancel() {
              cancelled = true;
            }

            @Override
            public void close() {
              if (cancelled) {
                throw new IllegalStateException("cancelled");
              }
            }
          },
      "cancel.source"),
  TIME_ZONE_IS_SET(
      () -> {
        TimeZone.setDefault(TimeZone.getTimeZone("America/Caracas"));
        return new SampleSource();
      },
      "jvm.settings"),
  LANGUAGE_IS_SET(
      () -> {
        Locale.setDefault(Locale.forLanguageTag("vi-VN"));
        return new SampleSource();
      },
      "jvm.settings"),
  PROPERTY_IS_SET(
      () -> {
        System.setProperty("java.vendor.url", "https://example.com");
        return new SampleSource();
      },
      "jvm.settings"),
  THREAD_IS_LEFT_INTERRUPTED(
      () ->
          new SampleSource() {
            @Override
            public void close() {
              Thread.currentThread().interrupt();
            }
          },
      "jvm.settings"),
  TEMPORARY_FILES_ARE_LEFT(
      () -> {
        try {
          Files.createTempFile("witloof-wrong", ".page").toFile().deleteOnExit();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return new SampleSource();
      },
      "close.temporary-files"),
  A_CLASS_IS_MISSING(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  if (position == 10) {
                    throw new NoClassDefFoundError("com/example/Missing");
                  }
                  return super.next();
                }
              };
            }
          },
      "stream.readable"),
  AN_ASSERTION_FAILS(
      () ->
          new SampleSource() {
            @Override
            public List<TableSchema> discover() {
              throw new AssertionError("there should be a table");
            }
          },
      "discover.valid"),
  BATCHES_DEPEND_ON_WHAT_WAS_READ_BEFORE(
      () ->
          new SampleSource() {
            private int opened;

            @Override
            public ReadHandle open(String table, Optional<Cursor> cursor) {
              opened++;
              return super.open(table, cursor);
            }

            @Override
            Handle handle(TableSchema table, int from) {
              int size = SampleTables.BATCH + opened;
              return new Handle(table, from) {
                @Override
                public Optional<RecordBatch> next() {
                  int start = position;
                  int end = Math.min(start + size, rowCount());
                  position = end;
                  return start == end ? Optional.empty() : Optional.of(batch(start, end));
                }
              };
            }
          },
      "determinism"),
  CURSOR_BEYOND_THE_END_FAILS(
      () ->
          new SampleSource() {
            @Override
            int position(TableSchema table, Cursor cursor) {
              String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
              if (!text.matches(table.name() + ":[0-9]{1,6}")) {
                throw new ConnectorException.Permanent("this is no cursor of " + table.name());
              }
              int position = Integer.parseInt(text.substring(table.name().length() + 1));
              if (position > rowCount()) {
                throw new IndexOutOfBoundsException(position);
              }
              return position;
            }
          },
      "error.damaged-cursor");

  private final Supplier<Source> open;
  private final List<String> caughtBy;

  WrongManners(Supplier<Source> open, String... caughtBy) {
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
