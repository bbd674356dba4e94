package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedWorkTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile long now;
  private final FuelTank tank = new FuelTank(() -> now);

  @BeforeEach
  void open() {
    tank.open(new CallLimits(1, Duration.ofNanos(1), 0));
  }

  @AfterEach
  void letGo() {
    end.countDown();
  }

  private <T> T large(Supplier<T> work) {
    return WatchedWork.done(tank, WatchedWork.LEAST_BYTES, work);
  }

  /** Goes on whatever happens to the call. */
  private String untilTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "done";
  }

  private void assertEnds(Limit limit, Supplier<String> work) {
    assertEquals(limit, assertThrows(LimitExceeded.class, () -> large(work)).limit());
  }

  @Test
  void ofFewBytesIsDoneOnTheCallersThread() {
    assertSame(
        Thread.currentThread(),
        WatchedWork.done(tank, WatchedWork.LEAST_BYTES - 1, Thread::currentThread));
  }

  @Test
  void ofManyBytesIsDoneOnAnotherThreadThatEnds() throws Exception {
    Thread worker = large(Thread::currentThread);
    assertNotSame(Thread.currentThread(), worker);
    assertTrue(worker.isDaemon());
    worker.join();
  }

  @Test
  void theDeadlineEndsTheCallAndNotTheWork() {
    assertEnds(
        Limit.DEADLINE,
        () -> {
          now = 2;
          return untilTheEnd();
        });
    assertEquals(1, end.getCount());
  }

  /** What goes on holds its memory, which its guest no longer pays for. */
  @Test
  void noMoreIsBegunWhileSoMuchGoesOn() {
    LimitExceeded ended =
        assertThrows(
            LimitExceeded.class,
            () ->
                WatchedWork.done(
                    tank,
                    WatchedWork.MOST_LEFT,
                    () -> {
                      now = 2;
                      return untilTheEnd();
                    }));
    assertEquals(Limit.DEADLINE, ended.limit());

    AtomicLong looks = new AtomicLong();
    FuelTank other = new FuelTank(looks::incrementAndGet);
    other.open(new CallLimits(1, Duration.ofNanos(20), 0));
    AtomicBoolean begun = new AtomicBoolean();
    Supplier<String> work =
        () -> {
          begun.set(true);
          return "done";
        };
    assertThrows(LimitExceeded.class, () -> WatchedWork.done(other, WatchedWork.LEAST_BYTES, work));
    assertFalse(begun.get());

    end.countDown();
    other.close();
    other.open(new CallLimits(1, Duration.ofMinutes(1), 0));
    assertEquals("done", WatchedWork.done(other, WatchedWork.LEAST_BYTES, work));
  }

  @Test
  void soDoesCancellation() {
    assertEnds(
        Limit.CANCELLED,
        () -> {
          tank.cancel();
          return untilTheEnd();
        });
  }

  @Test
  void soDoesAnInterruptWhichIsKept() {
    Thread caller = Thread.currentThread();
    assertEnds(
        Limit.CANCELLED,
        () -> {
          caller.interrupt();
          return untilTheEnd();
        });
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatTheWorkThrowsIsThrown() {
    IllegalStateException exception = new IllegalStateException("no");
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    assertSame(
        exception,
        assertThrows(
            IllegalStateException.class,
            () ->
                large(
                    () -> {
                      throw exception;
                    })));
    assertSame(
        error,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                large(
                    () -> {
                      throw error;
                    })));
  }
}
