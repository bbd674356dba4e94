package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.HostStack;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The store: nested entries over one {@link FuelTank} and one {@link MemoryBudget}. */
final class ChicoryStore implements Store {
  private final FuelTank tank;
  private final MemoryBudget memory;

  /** What fuel and clock showed when each running entry began, two numbers an entry. */
  private long[] begun = new long[2];

  private int depth;
  private long lastFuel;
  private long lastNanos;
  private long lastPeak;
  private long liftedBudget;
  private long lifted;
  private @Nullable ChicoryStore caller;

  /** Runs the entry. Compiled code relies on being alone with its memory. */
  private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

  ChicoryStore(long memoryBudget) {
    this(memoryBudget, new FuelTank());
  }

  ChicoryStore(long memoryBudget, FuelTank tank) {
    if (memoryBudget < 0) {
      throw new IllegalArgumentException("memory budget must not be negative: " + memoryBudget);
    }
    this.tank = tank;
    this.memory = new MemoryBudget(memoryBudget);
  }

  FuelTank tank() {
    return tank;
  }

  MemoryBudget memory() {
    return memory;
  }

  void requireEntry() {
    Thread user = owner.getPlain();
    if (user == null) {
      throw new IllegalStateException(
          "guest code runs only within an entry: call Store.enter before and leave after");
    }
    if (user != Thread.currentThread()) {
      throw ofAnotherThread();
    }
  }

  private static IllegalStateException ofAnotherThread() {
    return new IllegalStateException(
        "the store is in an entry of another thread; one at a time may use it:"
            + " give each thread a store of its own");
  }

  /** Makes this thread the one that uses the store, until {@link #exit} of the first entry. */
  private void claim() {
    if (!owner.compareAndSet(null, Thread.currentThread())) {
      throw ofAnotherThread();
    }
  }

  @Override
  public void enter(CallLimits limits) {
    if (owner.getPlain() == Thread.currentThread()) {
      begin(System.nanoTime());
    } else {
      if (limits.fuel() < 0 || limits.liftedBytes() < 0 || limits.deadline().isNegative()) {
        throw new IllegalArgumentException("limits must not be negative: " + limits);
      }
      claim();
      tank.open(limits);
      memory.beginEntry();
      liftedBudget = limits.liftedBytes();
      lifted = 0;
      begin(tank.started());
    }
  }

  private void begin(long nanos) {
    if (2 * depth == begun.length) {
      begun = Arrays.copyOf(begun, 2 * begun.length);
    }
    begun[2 * depth] = tank.used();
    begun[2 * depth + 1] = nanos;
    depth++;
  }

  @Override
  public void enterWithin(Store outer) {
    if (!(outer instanceof ChicoryStore store)) {
      throw new IllegalArgumentException("the caller's store was made by another engine");
    }
    store.requireEntry();
    if (owner.getPlain() == Thread.currentThread()) {
      throw new IllegalStateException("the store is in an entry already");
    }
    // The caller's guest chose how deep it calls from, and who has claimed must come to its exit.
    HostStack.requireRoom();
    claim();
    caller = store;
    tank.openWithin(store.tank);
    memory.beginEntry();
    liftedBudget = store.liftedBudget;
    lifted = store.lifted;
    begin(System.nanoTime());
  }

  @Override
  public void exit() {
    requireEntry();
    depth--;
    lastFuel = tank.used() - begun[2 * depth];
    lastNanos = System.nanoTime() - begun[2 * depth + 1];
    lastPeak = memory.peak();
    if (depth == 0) {
      if (caller != null) {
        caller.tank.resume(tank.used());
        caller.lifted = lifted;
        caller = null;
      }
      tank.close();
      owner.setRelease(null);
    }
  }

  @Override
  public CallUsage lastUsage() {
    return new CallUsage(lastFuel, Duration.ofNanos(lastNanos), lastPeak);
  }

  @Override
  public void burn(long fuel) {
    if (fuel < 0) {
      throw new IllegalArgumentException("fuel must not be negative: " + fuel);
    }
    requireEntry();
    tank.burnAny(fuel);
  }

  @Override
  public void lifted(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("lifted bytes must not be negative: " + bytes);
    }
    requireEntry();
    lifted = lifted > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : lifted + bytes;
    if (lifted > liftedBudget) {
      throw new LimitExceeded(Limit.LIFTED_BYTES, liftedBudget, lifted);
    }
  }

  @Override
  public void checkDeadline() {
    tank.checkDeadline();
  }

  @Override
  public <T> T watched(long bytes, Supplier<T> work) {
    return WatchedWork.done(tank, bytes, work);
  }

  @Override
  public long remainingNanos() {
    return tank.remainingNanos();
  }

  @Override
  public void cancel() {
    tank.cancel();
  }

  @Override
  public RuntimeException failure(Trap trap) {
    return memory.hasRefused() ? memory.refusal(trap) : trap;
  }

  @Override
  public long memoryBytes() {
    return memory.used();
  }

  /** Throws unless an extern belongs to this store; host functions belong to every store. */
  void requireOwn(CoreExtern extern) {
    boolean own =
        extern instanceof HostCoreFunction
            || extern instanceof Stored stored && stored.store() == this;
    if (!own) {
      throw new IllegalArgumentException("the import was made by another engine or store");
    }
  }

  /** Something that lives in a store. */
  interface Stored {
    ChicoryStore store();
  }
}
