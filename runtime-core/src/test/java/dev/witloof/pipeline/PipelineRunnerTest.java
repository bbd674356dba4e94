package dev.witloof.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Destination;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunnerTest {
  private static final int ROWS = 97;
  private static final List<Long> ALL = LongStream.range(0, ROWS).boxed().toList();
  private static final Runnable SOUND = () -> {};

  private final MemoryTable table = new MemoryTable();
  private final List<PipelineEvent> events = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();

  private PipelineRunner.Builder runner(
      TableSchema schema, Runnable sourceFault, Supplier<Destination> destination) {
    return PipelineRunner.builder(
            "p", () -> new Numbers(schema, ROWS, 10, sourceFault), destination)
        .checkpoint(new CheckpointPolicy(20, Long.MAX_VALUE, Duration.ofDays(1)))
        .listener(events::add)
        .random(new Random(1))
        .time(
            () -> 0L,
            (delay, cancelled) -> {
              waits.add(delay);
              return false;
            });
  }

  /** Fails at the given call, counted from 1, once. */
  private static Runnable failsAt(int call, Supplier<RuntimeException> failure) {
    int[] calls = {0};
    return () -> {
      if (++calls[0] == call) {
        throw failure.get();
      }
    };
  }

  @Test
  void readsEverythingOnceAndCommitsAtCheckpoints() {
    PipelineSummary summary =
        runner(Numbers.schema(false), SOUND, () -> table.openStoring(SOUND)).build().run();

    assertEquals(ALL, table.committed);
    assertEquals(ROWS, summary.rows());
    assertEquals(10, summary.tables().get("numbers").batches());
    assertFalse(summary.cancelled());
    assertEquals(5, events.stream().filter(PipelineEvent.Committed.class::isInstance).count());
  }

  @Test
  void aSecondRunFindsNothingNew() {
    runner(Numbers.schema(false), SOUND, () -> table.openStoring(SOUND)).build().run();
    PipelineSummary second =
        runner(Numbers.schema(false), SOUND, () -> table.openStoring(SOUND)).build().run();

    assertEquals(0, second.rows());
    assertEquals(ALL, table.committed);
  }

  /** Whichever call of either side fails, rows without a key arrive exactly once. */
  @Test
  void everyTransientFaultIsMendedExactlyOnce() {
    int points = 0;
    for (int call = 1; ; call++) {
      MemoryTable fresh = new MemoryTable();
      Runnable fault = failsAt(call, Numbers::flaky);
      events.clear();
      runner(Numbers.schema(false), fault, () -> fresh.openStoring(fault)).build().run();

      assertEquals(ALL, fresh.committed, "fault at call " + call);
      if (events.stream().noneMatch(PipelineEvent.Retrying.class::isInstance)) {
        break;
      }
      points++;
    }
    assertTrue(points > 30, "too few fault points: " + points);
  }

  /** A crash is a run that ends with an error nobody mends; another process then runs again. */
  @Test
  void everyCrashIsMendedByTheNextRun() {
    for (int call = 1; call <= 60; call++) {
      MemoryTable fresh = new MemoryTable();
      Runnable crash = failsAt(call, () -> new IllegalStateException("crash"));
      try {
        runner(Numbers.schema(false), crash, () -> fresh.openStoring(crash)).build().run();
      } catch (IllegalStateException expected) {
        assertEquals("crash", expected.getMessage());
      }
      runner(Numbers.schema(false), SOUND, () -> fresh.openStoring(SOUND)).build().run();

      assertEquals(ALL, fresh.committed, "crash at call " + call);
    }
  }

  @Test
  void withAFileOfCursorsACrashLosesNothingAndAKeyKeepsRowsSingle(@TempDir Path folder) {
    for (boolean keyed : new boolean[] {true, false}) {
      for (int call = 1; call <= 50; call++) {
        MemoryTable fresh = new MemoryTable();
        CursorStore cursors = new FileCursorStore(folder.resolve(keyed + "-" + call));
        Runnable crash = failsAt(call, () -> new IllegalStateException("crash"));
        try {
          runner(Numbers.schema(keyed), crash, () -> fresh.open(keyed, crash))
              .cursors(cursors)
              .build()
              .run();
        } catch (IllegalStateException expected) {
          assertEquals("crash", expected.getMessage());
        }
        runner(Numbers.schema(keyed), SOUND, () -> fresh.open(keyed, SOUND))
            .cursors(cursors)
            .build()
            .run();

        assertEquals(new HashSet<>(ALL), new HashSet<>(fresh.committed), "crash at " + call);
        if (keyed) {
          assertEquals(ROWS, fresh.committed.size(), "crash at " + call);
        }
      }
    }
  }

  @Test
  void permanentStopsAtOnce() {
    ConnectorException permanent = new ConnectorException.Permanent("gone");
    ConnectorException thrown =
        assertThrows(
            ConnectorException.Permanent.class,
            () ->
                runner(
                        Numbers.schema(false),
                        failsAt(5, () -> permanent),
                        () -> table.openStoring(SOUND))
                    .build()
                    .run());

    assertSame(permanent, thrown);
    assertEquals(List.of(), waits);
  }

  @Test
  void expiredCredentialsStopAtOnceAndSayWhatToDo() {
    Runnable expired = failsAt(9, () -> new ConnectorException.AuthExpired("the token is old"));
    ConnectorException thrown =
        assertThrows(
            ConnectorException.AuthExpired.class,
            () ->
                runner(Numbers.schema(false), expired, () -> table.openStoring(SOUND))
                    .build()
                    .run());

    assertEquals(
        "the token is old; renew the credentials and run again: reading goes on after the last"
            + " commit",
        thrown.getMessage());
    assertEquals(List.of(), waits);
    runner(Numbers.schema(false), SOUND, () -> table.openStoring(SOUND)).build().run();
    assertEquals(ALL, table.committed);
  }

  /** Seeded storms: many faults, crashes and restarts in one life of a pipeline. */
  @Test
  void stormsOfFaultsLoseNothing(@TempDir Path folder) {
    for (int seed = 0; seed < 12; seed++) {
      Random chance = new Random(seed);
      MemoryTable storing = new MemoryTable();
      MemoryTable keyed = new MemoryTable();
      MemoryTable plain = new MemoryTable();
      CursorStore cursors = new FileCursorStore(folder.resolve(Integer.toString(seed)));
      Runnable storm =
          () -> {
            int luck = chance.nextInt(40);
            if (luck == 0) {
              throw new IllegalStateException("crash");
            } else if (luck < 3) {
              throw Numbers.flaky();
            }
          };
      weather(runner(Numbers.schema(false), storm, () -> storing.openStoring(storm)));
      weather(runner(Numbers.schema(true), storm, () -> keyed.open(true, storm)).cursors(cursors));
      weather(
          runner(Numbers.schema(false), storm, () -> plain.open(false, storm))
              .cursors(new FileCursorStore(folder.resolve("plain-" + seed))));

      assertEquals(ALL, storing.committed, "seed " + seed);
      assertEquals(ROWS, keyed.committed.size(), "seed " + seed);
      assertEquals(new HashSet<>(ALL), new HashSet<>(keyed.committed), "seed " + seed);
      assertEquals(new HashSet<>(ALL), new HashSet<>(plain.committed), "seed " + seed);
    }
  }

  /** Runs anew after each crash and each surrender, until a run completes. */
  private static void weather(PipelineRunner.Builder builder) {
    for (int run = 0; run < 1000; run++) {
      try {
        builder.build().run();
        return;
      } catch (IllegalStateException crash) {
        assertEquals("crash", crash.getMessage());
      } catch (ConnectorException.Transient surrender) {
        assertEquals(Numbers.flaky().getMessage(), surrender.getMessage());
      }
    }
    throw new AssertionError("no run completed");
  }

  @Test
  void rateLimitsAreHonoured() {
    Runnable limited = failsAt(5, () -> new ConnectorException.RateLimited(Duration.ofSeconds(42)));
    runner(Numbers.schema(false), limited, () -> table.openStoring(SOUND)).build().run();

    assertEquals(List.of(Duration.ofSeconds(42)), waits);
    assertEquals(ALL, table.committed);
  }

  @Test
  void anAbsurdRateLimitEndsTheRun() {
    Runnable limited =
        failsAt(5, () -> new ConnectorException.RateLimited(Duration.ofDays(10_000)));
    assertThrows(
        ConnectorException.RateLimited.class,
        () -> runner(Numbers.schema(false), limited, () -> table.openStoring(SOUND)).build().run());
    assertEquals(List.of(), waits);
  }

  @Test
  void givesUpAfterTheLastAttemptButKeepsWhatIsCommitted() {
    int[] calls = {0};
    Runnable failsFromTheTenth =
        () -> {
          if (++calls[0] >= 10) {
            throw Numbers.flaky();
          }
        };
    assertThrows(
        ConnectorException.Transient.class,
        () ->
            runner(Numbers.schema(false), failsFromTheTenth, () -> table.openStoring(SOUND))
                .build()
                .run());

    assertEquals(RetryPolicy.DEFAULT.attempts() - 1, waits.size());
    assertEquals(ALL.subList(0, table.committed.size()), table.committed);
    assertFalse(table.committed.isEmpty());
  }

  @Test
  void cancellationCommitsWhatWasRead() {
    PipelineRunner[] running = new PipelineRunner[1];
    PipelineRunner.Builder builder =
        runner(Numbers.schema(false), SOUND, () -> table.openStoring(SOUND));
    running[0] =
        builder
            .listener(
                event -> {
                  if (event instanceof PipelineEvent.BatchWritten written
                      && written.total().batches() == 3) {
                    running[0].cancel();
                  }
                })
            .build();
    PipelineSummary summary = running[0].run();

    assertTrue(summary.cancelled());
    assertEquals(ALL.subList(0, 30), table.committed);
    runner(Numbers.schema(false), SOUND, () -> table.openStoring(SOUND)).build().run();
    assertEquals(ALL, table.committed);
  }

  /** A source whose batches never come, until it is cancelled. */
  private static final class Stuck implements Source {
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public List<TableSchema> discover() {
      return List.of(Numbers.schema(false));
    }

    @Override
    public ReadHandle open(String name, Optional<Cursor> cursor) {
      return new ReadHandle() {
        @Override
        public Optional<RecordBatch> next() {
          reading.countDown();
          try {
            cancelled.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new ConnectorException.Transient("cancelled");
        }

        @Override
        public Cursor cursor() {
          return Cursor.of(new byte[0]);
        }
      };
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }

  @Test
  @Timeout(60)
  void abortingEndsTheCallThatRunsAndTriesNothingAgain() throws Exception {
    Stuck stuck = new Stuck();
    PipelineRunner runner =
        PipelineRunner.builder("p", () -> stuck, () -> table.openStoring(SOUND))
            .listener(events::add)
            .build();
    CompletableFuture<PipelineSummary> run = CompletableFuture.supplyAsync(runner::run);
    stuck.reading.await();
    runner.abort();

    assertTrue(run.get().cancelled());
    assertEquals(List.of(), table.committed);
    assertTrue(events.stream().noneMatch(PipelineEvent.Retrying.class::isInstance));
  }

  @Test
  void anUnknownTableIsNamedBesideTheKnownOnes() {
    ConnectorException thrown =
        assertThrows(
            ConnectorException.Permanent.class,
            () ->
                runner(Numbers.schema(false), SOUND, () -> table.openStoring(SOUND))
                    .tables(List.of("letters"))
                    .build()
                    .run());
    assertEquals("the source has no table 'letters'; it has: numbers", thrown.getMessage());
  }
}
