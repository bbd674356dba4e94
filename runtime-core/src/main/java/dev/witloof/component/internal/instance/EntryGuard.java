package dev.witloof.component.internal.instance;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one door into guest code: one thread at a time, on a budget, and never again after a failure.
 */
final class EntryGuard {
  private final Store store;
  private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private volatile CallUsage lastUsage = new CallUsage(0, Duration.ZERO, 0);

  EntryGuard(Store store) {
    this.store = store;
  }

  Store store() {
    return store;
  }

  boolean closed() {
    return closed;
  }

  CallUsage lastUsage() {
    return lastUsage;
  }

  /** Runs guest code, and what belongs to it, on one budget. Any failure ends the instance. */
  <T extends @Nullable Object> T enter(CallLimits limits, Supplier<T> work) {
    claim();
    try {
      checkUsable();
      return budgeted(limits, work);
    } finally {
      inside.set(null);
    }
  }

  /**
   * Runs guest code for guest code of another component instance, on that one's budget.
   *
   * @param function for messages
   * @throws Trap when the instance cannot be entered
   */
  <T extends @Nullable Object> T enterWithin(Store caller, String function, Supplier<T> work) {
    try {
      claim();
    } catch (IllegalStateException busy) {
      throw new AbiTrap(Rule.CANNOT_ENTER, function, busy.getMessage());
    }
    try {
      checkUsable(function);
      store.enterWithin(caller);
      return entered(work);
    } finally {
      inside.set(null);
    }
  }

  private void checkUsable(String function) {
    try {
      checkUsable();
    } catch (IllegalStateException ended) {
      throw new AbiTrap(Rule.CANNOT_ENTER, function, ended.getMessage());
    }
  }

  private <T extends @Nullable Object> T budgeted(CallLimits limits, Supplier<T> work) {
    store.enter(limits);
    return entered(work);
  }

  private <T extends @Nullable Object> T entered(Supplier<T> work) {
    try {
      return work.get();
    } catch (Trap trap) {
      throw failed(store.failure(trap));
    } catch (StackOverflowError overflow) {
      throw failed(new Trap(Trap.Kind.STACK_OVERFLOW, "call stack exhausted", overflow));
    } catch (OutOfMemoryError exhausted) {
      throw failed(
          new Trap(
              Trap.Kind.ENGINE_FAULT,
              "the Java heap is exhausted; a larger -Xmx or smaller limits would help",
              exhausted));
    } catch (RuntimeException | Error thrown) {
      failed(thrown);
      throw thrown;
    } finally {
      lastUsage = store.leave();
    }
  }

  private <E extends Throwable> E failed(E thrown) {
    failure = thrown;
    return thrown;
  }

  /** Runs {@code release} once, when nobody is inside. */
  void close(Runnable release) {
    if (closed) {
      return;
    }
    claim();
    try {
      if (!closed) {
        closed = true;
        release.run();
      }
    } finally {
      inside.set(null);
    }
  }

  private void claim() {
    Thread here = Thread.currentThread();
    Thread other = inside.compareAndExchange(null, here);
    if (other == here) {
      throw new IllegalStateException(
          "the component instance is running a call of this thread;"
              + " a host function cannot enter the instance that called it:"
              + " let it return first, or use another instance");
    }
    if (other != null) {
      throw new IllegalStateException(
          "the component instance is in use by thread '"
              + other.getName()
              + "'; one thread at a time may enter it: give each thread an instance of its own");
    }
  }

  /**
   * Checks that the instance can be used.
   *
   * @throws IllegalStateException when it is closed or has failed
   */
  void checkUsable() {
    if (closed) {
      throw new IllegalStateException(
          "the component instance is closed; instantiate the LinkedComponent again");
    }
    Optional<Throwable> first = Optional.ofNullable(failure);
    if (first.isPresent()) {
      throw new IllegalStateException(
          "the component instance failed before and cannot be used any more;"
              + " close it and instantiate the LinkedComponent again; the failure was: "
              + first.get(),
          first.get());
    }
  }
}
