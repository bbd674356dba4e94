package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** An entry into one store on the budget of another's. */
class NestedStoresTest {
  private final Engine engine = Engines.create(Engine.Mode.INTERPRETER);
  private final Store caller = engine.newStore(0);
  private final Store callee = engine.newStore(0);

  private void enter(CallLimits limits) {
    caller.enter(limits);
    callee.enterWithin(caller);
  }

  private static CallLimits limits(long fuel, long liftedBytes) {
    return new CallLimits(fuel, Duration.ofMinutes(1), liftedBytes);
  }

  @Test
  void burnsTheCallersFuel() {
    caller.enter(limits(100, 0));
    caller.burn(30);
    callee.enterWithin(caller);
    callee.burn(50);

    assertEquals(50, callee.leave().fuel());
    LimitExceeded spent = assertThrows(LimitExceeded.class, () -> caller.burn(21));
    assertEquals(100, spent.budget());
    assertEquals(101, caller.leave().fuel());
  }

  /** From every depth: wherever the stack ends, nobody is left in the store that was entered. */
  @Test
  void doesNotBeginWithoutStackToEndIt() throws InterruptedException {
    AtomicInteger overflows = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable descents =
        () -> {
          caller.enter(limits(0, 0));
          for (int i = 0; i < 100; i++) {
            try {
              descend(i);
            } catch (StackOverflowError expected) {
              overflows.incrementAndGet();
            }
          }
          callee.enterWithin(caller);
          callee.leave();
          caller.leave();
        };
    Thread thread = new Thread(null, descents, "descents", 512 << 10);
    thread.setUncaughtExceptionHandler((of, thrown) -> failure.set(thrown));
    thread.start();
    thread.join();
    assertNull(failure.get());
    assertEquals(100, overflows.get());
  }

  /** Enters and leaves at each depth, until the stack ends. */
  private void descend(int frames) {
    if (frames == 0) {
      callee.enterWithin(caller);
      callee.exit();
    }
    descend(Math.max(0, frames - 1));
  }

  @Test
  void hasNoMoreThanIsLeft() {
    caller.enter(limits(100, 0));
    caller.burn(30);
    callee.enterWithin(caller);

    LimitExceeded spent = assertThrows(LimitExceeded.class, () -> callee.burn(71));
    assertEquals(100, spent.budget());
    assertEquals(101, spent.used());
    callee.leave();
    assertThrows(LimitExceeded.class, () -> caller.burn(1));
  }

  @Test
  void countsTheCallersLiftedBytes() {
    caller.enter(limits(0, 10));
    caller.lifted(4);
    callee.enterWithin(caller);
    callee.lifted(5);
    callee.leave();

    caller.lifted(1);
    assertThrows(LimitExceeded.class, () -> caller.lifted(1));
  }

  @Test
  void endsWhenTheCallerIsCancelled() {
    enter(limits(0, 0));
    caller.cancel();

    LimitExceeded cancelled = assertThrows(LimitExceeded.class, callee::checkDeadline);
    assertEquals(LimitExceeded.Limit.CANCELLED, cancelled.limit());
  }

  @Test
  void canBeCancelledAlone() {
    enter(limits(0, 0));
    callee.cancel();

    assertThrows(LimitExceeded.class, callee::checkDeadline);
    callee.leave();
    caller.checkDeadline();
    assertEquals(0, caller.leave().fuel());
  }

  @Test
  void hasTheCallersDeadline() {
    caller.enter(new CallLimits(0, Duration.ZERO, 0));
    callee.enterWithin(caller);

    assertEquals(0, callee.remainingNanos());
    LimitExceeded late = assertThrows(LimitExceeded.class, callee::checkDeadline);
    assertEquals(LimitExceeded.Limit.DEADLINE, late.limit());
  }

  @Test
  void needsACallerInAnEntryAndAStoreInNone() {
    assertThrows(IllegalStateException.class, () -> callee.enterWithin(caller));
    enter(limits(0, 0));
    assertThrows(IllegalStateException.class, () -> callee.enterWithin(caller));
    assertThrows(IllegalStateException.class, () -> caller.enterWithin(callee));
  }

  @Test
  void hasFuelOfItsOwnAgainAfterwards() {
    enter(limits(10, 0));
    callee.leave();
    caller.leave();
    callee.enter(limits(20, 0));

    callee.burn(20);
    assertEquals(20, callee.leave().fuel());
  }

  @Test
  void anotherThreadCannotUseAStoreThatIsInAnEntry() throws InterruptedException {
    List<Executable> uses =
        List.of(
            () -> caller.enter(limits(0, 0)),
            () -> caller.burn(0),
            () -> callee.enterWithin(caller),
            caller::exit);
    caller.enter(limits(0, 0));
    List<Throwable> failures = new ArrayList<>();
    Thread other =
        new Thread(
            () ->
                uses.forEach(use -> failures.add(assertThrows(IllegalStateException.class, use))));
    other.start();
    other.join();

    assertEquals(uses.size(), failures.size());
    caller.burn(0);
    caller.leave();
  }
}
