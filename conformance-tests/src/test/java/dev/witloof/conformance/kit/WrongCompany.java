package dev.witloof.conformance.kit;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Sources that disturb others or leave something behind, in one way each. */
enum WrongCompany implements WrongSource {
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
      "handles.threads",
      "sources.interleaved"),
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
      "close.early"),
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
        Thread thread = new Thread(WrongCompany::waitForNothing, "poller");
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
      "sources.threads"),
  EACH_TABLE_IS_GIVEN_ONCE_IN_ALL(
      new Supplier<>() {
        private final Set<String> given = ConcurrentHashMap.newKeySet();

        @Override
        public Source get() {
          return new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              int start = given.contains(table.name()) ? SampleTables.ROWS : from;
              return new Handle(table, start) {
                @Override
                public Optional<RecordBatch> next() {
                  Optional<RecordBatch> batch = super.next();
                  if (batch.isEmpty()) {
                    given.add(table.name());
                  }
                  return batch;
                }
              };
            }
          };
        }
      },
      "batch.owned",
      "close.early",
      "handles.interleaved",
      "rows.environment",
      "rows.known",
      "rows.repeatable",
      "sources.interleaved",
      "sources.threads"),
  FILES_ARE_LEFT_OPEN(
      () ->
          new SampleSource() {
            private final RandomAccessFile file = WrongSource.opened();

            @Override
            int rowCount() {
              return file.getChannel().isOpen() ? super.rowCount() : 0;
            }
          },
      "close.files"),
  PREFETCHED_BATCH_IS_LEFT(
      () ->
          new SampleSource() {
            @Override
            Handle handle(TableSchema table, int from) {
              return new Handle(table, from) {
                private Optional<RecordBatch> prefetched = super.next();

                @Override
                public Optional<RecordBatch> next() {
                  Optional<RecordBatch> batch = prefetched;
                  prefetched = super.next();
                  return batch;
                }

                @Override
                public Cursor cursor() {
                  long ahead = prefetched.map(RecordBatch::rowCount).orElse(0L);
                  return cursorOf((int) (position - ahead));
                }
              };
            }
          },
      "close.memory"),
  CLOSING_A_SOURCE_FAILS(
      () ->
          new SampleSource() {
            @Override
            public void close() {
              throw new IllegalStateException("not while I am in use");
            }
          },
      "close.quiet");

  private final Supplier<Source> open;
  private final List<String> caughtBy;

  WrongCompany(Supplier<Source> open, String... caughtBy) {
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

  private static void waitForNothing() {
    try {
      new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
