package dev.witloof.host.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WakeupTest {
  private final Wakeup wakeup = new Wakeup();
  private final Store store = Engines.create(Engine.Mode.INTERPRETER).newStore(0);

  private void enter(Duration deadline) {
    store.enter(new CallLimits(1_000_000, deadline, 0));
  }

  @AfterEach
  void leave() {
    store.leave();
  }

  /** As a request does whose body is sent by another thread while its response is looked at. */
  @Test
  void aPollableMayWaitForAThreadThatSignals() {
    enter(Duration.ofSeconds(50));
    AtomicInteger signals = new AtomicInteger();
    Pollable waiting =
        () -> {
          Thread other = new Thread(wakeup::signal);
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError("the other thread could not signal", e);
          }
          return signals.incrementAndGet() == 3;
        };
    wakeup.awaitAny(List.of(waiting), store);
    assertEquals(3, signals.get());
  }

  @Test
  void theDeadlineHoldsWhileManyAreLookedAt() {
    enter(Duration.ofMillis(5));
    AtomicInteger looked = new AtomicInteger();
    Pollable never =
        () -> {
          looked.incrementAndGet();
          while (store.remainingNanos() > 0) {
            Thread.onSpinWait();
          }
          return false;
        };
    LimitExceeded late =
        assertThrows(
            LimitExceeded.class,
            () -> wakeup.awaitAny(Collections.nCopies(1_000_000, never), store));
    assertEquals(LimitExceeded.Limit.DEADLINE, late.limit());
    assertEquals(4096, looked.get());
  }
}
