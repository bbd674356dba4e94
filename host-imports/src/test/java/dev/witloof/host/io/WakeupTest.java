package dev.witloof.host.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Were they lost, each would cost a nap of 20 ms, and all together twice the deadline. */
  @Test
  void signalsBetweenALookAndTheWaitAreNotLost() {
    enter(Duration.ofSeconds(10));
    AtomicInteger signals = new AtomicInteger();
    Pollable signalling =
        new Pollable() {
          @Override
          public boolean ready() {
            return signals.get() == 1000;
          }

          @Override
          public long nanosUntilReady() {
            signals.incrementAndGet();
            wakeup.signal();
            return Long.MAX_VALUE;
          }
        };
    wakeup.awaitAny(List.of(signalling), store);
    assertEquals(1000, signals.get());
  }

  /** Also once it is known that one is ready. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDeadlineHoldsWhileManyAreLookedAt(boolean firstIsReady) {
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
    List<Pollable> many = new ArrayList<>(Collections.nCopies(1_000_000, never));
    if (firstIsReady) {
      many.set(0, Pollable.always());
    }
    LimitExceeded late = assertThrows(LimitExceeded.class, () -> wakeup.awaitSome(many, store));
    assertEquals(LimitExceeded.Limit.DEADLINE, late.limit());
    assertTrue(looked.get() <= 4096, () -> looked + " were looked at");
  }
}
