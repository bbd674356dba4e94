package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.Subject;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Destination;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that never returns, and cannot be interrupted, fails its check and no other. */
class HangingConnectorsTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final CountDownLatch released = new CountDownLatch(1);

  /** Lets the threads end that the kit gave up. */
  @AfterEach
  void release() {
    released.countDown();
  }

  private void hang() {
    boolean waiting = true;
    while (waiting) {
      try {
        released.await();
        waiting = false;
      } catch (InterruptedException ignored) {
        continue; // As code does that was not written to be stopped.
      }
    }
  }

  @Test
  void next() {
    Map<String, CheckResult> results =
        run(
            source(
                () ->
                    new SampleSource() {
                      @Override
                      Handle handle(TableSchema table, int from) {
                        return new Handle(table, from) {
                          @Override
                          public Optional<RecordBatch> next() {
                            if (position == 10) {
                              hang();
                            }
                            return super.next();
                          }
                        };
                      }
                    }),
            "discover.valid",
            "stream.readable",
            "stream.finite",
            "error.unknown-table");
    assertEquals(CheckResult.State.PASSED, results.get("discover.valid").state());
    assertHung("next()", results.get("stream.readable"));
    assertEquals(CheckResult.State.SKIPPED, results.get("stream.finite").state());
    assertEquals(CheckResult.State.PASSED, results.get("error.unknown-table").state());
  }

  @Test
  void discover() {
    Map<String, CheckResult> results =
        run(
            source(
                () ->
                    new SampleSource() {
                      @Override
                      public List<TableSchema> discover() {
                        hang();
                        return super.discover();
                      }
                    }),
            "discover.valid",
            "stream.readable");
    assertHung("discover()", results.get("discover.valid"));
    assertHung("discover()", results.get("stream.readable"));
  }

  @Test
  void closeOfASource() {
    Map<String, CheckResult> results =
        run(
            source(
                () ->
                    new SampleSource() {
                      @Override
                      public void close() {
                        hang();
                      }
                    }),
            "discover.valid",
            "close.quiet");
    assertHung("close() of a source", results.get("discover.valid"));
    assertEquals(CheckResult.State.FAILED, results.get("close.quiet").state());
  }

  @Test
  void aReadOfOneOfSeveralThreads() {
    Map<String, CheckResult> results =
        run(
            source(
                () ->
                    new SampleSource() {
                      private final Thread mine = Thread.currentThread();

                      @Override
                      public ReadHandle open(String table, Optional<Cursor> cursor) {
                        if (mine.getName().startsWith("pool")) {
                          hang();
                        }
                        return super.open(table, cursor);
                      }
                    }),
            "stream.readable",
            "sources.threads",
            "handles.interleaved");
    assertEquals(CheckResult.State.PASSED, results.get("stream.readable").state());
    assertHung("open()", results.get("sources.threads"));
    assertEquals(CheckResult.State.PASSED, results.get("handles.interleaved").state());
  }

  @Test
  void write() {
    Map<String, CheckResult> results =
        run(
            destination(
                lake ->
                    new SampleDestination(lake) {
                      @Override
                      public void write(String table, RecordBatch batch) {
                        hang();
                      }
                    }),
            "destination.commit",
            "destination.idle",
            "destination.other-type");
    assertHung("write()", results.get("destination.commit"));
  }

  @Test
  void commit() {
    Map<String, CheckResult> results =
        run(
            destination(
                lake ->
                    new SampleDestination(lake) {
                      @Override
                      public void commit() {
                        if (!staged.isEmpty()) {
                          hang();
                        }
                        super.commit();
                      }
                    }),
            "destination.commit",
            "destination.unprepared",
            "destination.close-twice");
    assertHung("commit()", results.get("destination.commit"));
    assertEquals(CheckResult.State.PASSED, results.get("destination.unprepared").state());
    assertEquals(CheckResult.State.PASSED, results.get("destination.close-twice").state());
  }

  @Test
  void theReadBackOfTheTest() {
    MemoryLake lake = new MemoryLake();
    Subject subject =
        DestinationSubject.of(
                Natives.destination(config -> new SampleDestination(lake)),
                table -> {
                  hang();
                  return lake.rows(table);
                })
            .callLimit(LIMIT)
            .build();
    assertHung(
        "the read-back of the test", run(subject, "destination.commit").get("destination.commit"));
  }

  private static void assertHung(String call, CheckResult result) {
    assertEquals(CheckResult.State.FAILED, result.state(), result::toString);
    String where = HangingConnectorsTest.class.getName() + ".hang(";
    assertTrue(result.detail().startsWith(call + " did not return within "), result::detail);
    assertTrue(result.detail().contains("at " + where), result::detail);
    String stack = Arrays.toString(result.failure().orElseThrow().getCause().getStackTrace());
    assertTrue(stack.contains(where), stack);
  }

  private static Subject source(Supplier<Source> open) {
    return SourceSubject.of(Natives.source(config -> open.get())).callLimit(LIMIT).build();
  }

  private static Subject destination(Function<MemoryLake, Destination> open) {
    MemoryLake lake = new MemoryLake();
    return DestinationSubject.of(Natives.destination(config -> open.apply(lake)), lake::rows)
        .callLimit(LIMIT)
        .build();
  }

  private static Map<String, CheckResult> run(Subject subject, String... checks) {
    List<String> chosen = List.of(checks);
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.checks().stream()
          .filter(check -> chosen.contains(check.id()))
          .map(suite::run)
          .collect(Collectors.toMap(CheckResult::id, result -> result));
    }
  }
}
