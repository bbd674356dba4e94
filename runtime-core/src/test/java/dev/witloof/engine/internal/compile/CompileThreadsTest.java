package dev.witloof.engine.internal.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CompileBudget.Excess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompileThreadsTest {
  private static final CompileBudget PLENTY =
      new CompileBudget(Duration.ofMinutes(10), 1 << 30, Excess.REFUSE);

  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

  private static CompileJob job(CompileBudget budget) {
    return new CompileJob(budget, () -> false);
  }

  private <T> CompileTask<T> task(Supplier<T> work) {
    return new CompileTask<>(
        0,
        () -> {
          workers.add(Thread.currentThread());
          return work.get();
        });
  }

  private <T> List<T> run(int parallelism, CompileJob job, List<CompileTask<T>> tasks) {
    return new CompileThreads(parallelism).run(job, Thread.NORM_PRIORITY, tasks);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givesResultsInTheOrderOfTheTasks() {
    List<CompileTask<Integer>> tasks =
        IntStream.range(0, 100).mapToObj(i -> task(() -> i)).toList();

    assertEquals(IntStream.range(0, 100).boxed().toList(), run(4, job(PLENTY), tasks));
    assertEquals(List.of(), run(4, job(PLENTY), List.<CompileTask<Integer>>of()));
  }

  /** Three tasks that wait for each other end only if they run at the same time. */
  @Test
  void runsAsManyAtATimeAsItsParallelism() {
    CyclicBarrier together = new CyclicBarrier(3);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompileTask<Integer>> tasks =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    task(
                        () -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          meet(together);
                          running.decrementAndGet();
                          return i;
                        }))
            .toList();

    assertEquals(9, run(3, job(PLENTY), tasks).size());
    assertEquals(3, most.get());
  }

  @Test
  void threadsAreDaemonsAndEndWithTheTasks() throws InterruptedException {
    run(4, job(PLENTY), IntStream.range(0, 20).mapToObj(i -> task(() -> i)).toList());

    assertFalse(workers.isEmpty());
    for (Thread worker : workers) {
      assertTrue(worker.isDaemon());
      worker.join();
    }
  }

  /** Whichever fails first by the clock. */
  @Test
  void reportsTheFirstFailureInTheOrderOfTheTasks() {
    CountDownLatch secondFailed = new CountDownLatch(1);
    IllegalStateException first = new IllegalStateException("first");
    CompileJob job = job(PLENTY);
    AtomicBoolean third = new AtomicBoolean();
    List<CompileTask<Integer>> tasks =
        List.of(
            task(
                () -> {
                  await(secondFailed);
                  throw first;
                }),
            task(
                () -> {
                  secondFailed.countDown();
                  throw new IllegalStateException("second");
                }));

    assertSame(first, assertThrows(IllegalStateException.class, () -> run(2, job, tasks)));
    assertThrows(CancellationException.class, job::check);
    assertFalse(third.get());
  }

  @Test
  void passesErrorsOn() {
    StackOverflowError error = new StackOverflowError();

    assertSame(
        error,
        assertThrows(
            StackOverflowError.class,
            () ->
                run(
                    1,
                    job(PLENTY),
                    List.of(
                        task(
                            () -> {
                              throw error;
                            })))));
  }

  /** Nobody waits for a task that goes on beyond the time; the next one does not begin. */
  @Test
  void leavesWhenTheTimeIsUp() throws InterruptedException {
    CompileJob job = job(new CompileBudget(Duration.ofMillis(20), 1 << 30, Excess.REFUSE));
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean secondRan = new AtomicBoolean();
    List<CompileTask<Integer>> tasks =
        List.of(
            task(
                () -> {
                  await(release);
                  return 0;
                }),
            task(
                () -> {
                  secondRan.set(true);
                  return 1;
                }));

    BudgetExceeded refusal = assertThrows(BudgetExceeded.class, () -> run(1, job, tasks));
    release.countDown();
    for (Thread worker : workers) {
      worker.join();
    }

    assertTrue(refusal.getMessage().contains("budget is 20 ms"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("CompileBudget.time"), refusal.getMessage());
    assertFalse(secondRan.get());
  }

  @Test
  void interruptingTheWaitingThreadStopsTheJob() throws InterruptedException {
    CompileJob job = job(PLENTY);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              assertThrows(
                  CancellationException.class,
                  () ->
                      run(
                          1,
                          job,
                          List.of(
                              task(
                                  () -> {
                                    begun.countDown();
                                    await(release);
                                    return 0;
                                  }))));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    waiting.start();
    begun.await();
    waiting.interrupt();
    waiting.join();
    release.countDown();

    assertTrue(interrupted.get());
    assertThrows(CancellationException.class, job::check);
  }

  /** Two tasks of 10 MiB in 16 MiB take turns. */
  @Test
  void runsFewerAtATimeRatherThanExceedTheMemory() {
    long each = 10L << 20;
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CompileJob job =
        job(new CompileBudget(Duration.ofMinutes(10), CompileBudget.MINIMUM_MEMORY, Excess.REFUSE));
    List<CompileTask<Integer>> tasks =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new CompileTask<>(
                        each,
                        () -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          return running.decrementAndGet();
                        }))
            .toList();

    assertEquals(20, run(4, job, tasks).size());
    assertEquals(1, most.get());
  }

  @Test
  void refusesWhatTakesMoreMemoryAlone() {
    CompileJob job =
        job(new CompileBudget(Duration.ofMinutes(10), CompileBudget.MINIMUM_MEMORY, Excess.REFUSE));

    BudgetExceeded refusal =
        assertThrows(
            BudgetExceeded.class,
            () -> run(1, job, List.of(new CompileTask<>(17L << 20, () -> 0))));

    assertTrue(
        refusal.getMessage().contains(CompileBudget.MINIMUM_MEMORY + " bytes"),
        refusal.getMessage());
    assertTrue(refusal.getMessage().contains("17825792 bytes"), refusal.getMessage());
  }

  @Test
  void countsWhatStays() {
    CompileJob job =
        job(new CompileBudget(Duration.ofMinutes(10), CompileBudget.MINIMUM_MEMORY, Excess.REFUSE));
    byte[] code = new byte[10 << 20];
    job.retain(code);
    assertThrows(BudgetExceeded.class, () -> job.retain(code));
    job.release(List.of(code, code));
    job.retain(code);

    assertEquals(code.length, job.retained());
  }
}
