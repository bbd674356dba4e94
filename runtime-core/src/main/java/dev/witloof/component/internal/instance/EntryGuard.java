package dev.witloof.component.internal.instance;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
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
    // What the thread that was inside has written comes with this.
    inside.getAcquire();
    return store.lastUsage();
  }

  /** Guest code, and what belongs to it. */
  interface Work<A, T extends @Nullable Object> {
    T run(A argument);
  }

  /** Runs guest code, and what belongs to it, on one budget. Any failure ends the instance. */
  <T extends @Nullable Object> T enter(CallLimits limits, Supplier<T> work) {
    return enter(limits, Supplier::get, work);
  }

  /** As {@link #enter(CallLimits, Supplier)}, without an object made for the entry. */
  <A, T extends @Nullable Object> T enter(CallLimits limits, Work<A, T> work, A argument) {
    claim();
    try {
      checkUsable();
      store.enter(limits);
      return entered(work, argument);
    } finally {
      inside.setRelease(null);
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
      return entered(Supplier::get, work);
    } finally {
      inside.setRelease(null);
    }
  }

  private void checkUsable(String function) {
    try {
      checkUsable();
    } catch (IllegalStateException ended) {
      throw new AbiTrap(Rule.CANNOT_ENTER, function, ended.getMessage());
    }
  }

  private <A, T extends @Nullable Object> T entered(Work<A, T> work, A argument) {
    try {
      return work.run(argument);
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
      store.exit();
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
    Throwable first = failure;
    if (first != null) {
      throw new IllegalStateException(
          "the component instance failed before and cannot be used any more;"
              + " close it and instantiate the LinkedComponent again; the failure was: "
              + first,
          first);
    }
  }
}
