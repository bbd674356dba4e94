package dev.witloof.engine.internal.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightTest {
  private static final CacheKey KEY = CacheKey.of(CacheKey.Kind.CODE, Map.of(), List.of());

  private final InFlight<Object> inFlight = new InFlight<>();

  /** What two threads get, of which the second asks while the first is at work. */
  private List<FutureTask<Object>> both(Supplier<Object> work) throws Exception {
    return both(
        work,
        () -> {
          throw new AssertionError("the same work twice");
        });
  }

  private List<FutureTask<Object>> both(Supplier<Object> work, Supplier<Object> again)
      throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    FutureTask<Object> first =
        new FutureTask<>(
            () ->
                inFlight.once(
                    KEY,
                    () -> {
                      started.countDown();
                      await(finish);
                      return work.get();
                    }));
    FutureTask<Object> second = new FutureTask<>(() -> inFlight.once(KEY, again));
    new Thread(first).start();
    started.await();
    Thread waiting = new Thread(second);
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING && !second.isDone()) {
      Thread.onSpinWait();
    }
    finish.countDown();
    return List.of(first, second);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThreadWorksAndTheOtherWaitsForIt() throws Exception {
    List<FutureTask<Object>> both = both(Object::new);
    assertSame(both.get(0).get(), both.get(1).get());
    assertNotSame(both.get(0).get(), inFlight.once(KEY, Object::new), "nothing is kept");
  }

  @Test
  void aFailureIsThatOfBoth() throws Exception {
    for (Throwable failure : List.of(new UnsupportedOperationException("no"), new LinkageError())) {
      List<FutureTask<Object>> both =
          both(
              () -> {
                if (failure instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) failure;
              });
      for (FutureTask<Object> each : both) {
        assertSame(failure, assertThrows(ExecutionException.class, each::get).getCause());
      }
      assertEquals("again", inFlight.once(KEY, () -> "again"));
    }
  }

  @Test
  void whoeverWaitedForOneThatIsCancelledDoesTheWork() throws Exception {
    CancellationException cancelled = new CancellationException("interrupted");
    List<FutureTask<Object>> both =
        both(
            () -> {
              throw cancelled;
            },
            () -> "mine");
    assertSame(cancelled, assertThrows(ExecutionException.class, both.get(0)::get).getCause());
    assertEquals("mine", both.get(1).get());
  }

  @Test
  void whoeverIsCancelledAfterWaitingFailsByThat() throws Exception {
    CancellationException own = new CancellationException("too");
    List<FutureTask<Object>> both =
        both(
            () -> {
              throw new CancellationException("interrupted");
            },
            () -> {
              throw own;
            });
    assertSame(own, assertThrows(ExecutionException.class, both.get(1)::get).getCause());
  }
}
