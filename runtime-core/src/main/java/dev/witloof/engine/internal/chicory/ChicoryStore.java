package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The store: nested entries over one {@link FuelTank} and one {@link MemoryBudget}. */
final class ChicoryStore implements Store {
  /** An entry: what had been used when it began. */
  private record Entry(long fuel, long nanos) {}

  private final FuelTank tank = new FuelTank();
  private final MemoryBudget memory;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long liftedBudget;
  private long lifted;
  private @Nullable ChicoryStore caller;

  ChicoryStore(long memoryBudget) {
    if (memoryBudget < 0) {
      throw new IllegalArgumentException("memory budget must not be negative: " + memoryBudget);
    }
    this.memory = new MemoryBudget(memoryBudget);
  }

  FuelTank tank() {
    return tank;
  }

  MemoryBudget memory() {
    return memory;
  }

  void requireEntry() {
    if (entries.isEmpty()) {
      throw new IllegalStateException(
          "guest code runs only within an entry: call Store.enter before and leave after");
    }
  }

  @Override
  public void enter(CallLimits limits) {
    if (entries.isEmpty()) {
      if (limits.fuel() < 0 || limits.liftedBytes() < 0 || limits.deadline().isNegative()) {
        throw new IllegalArgumentException("limits must not be negative: " + limits);
      }
      tank.open(limits);
      memory.beginEntry();
      liftedBudget = limits.liftedBytes();
      lifted = 0;
    }
    entries.push(new Entry(tank.used(), System.nanoTime()));
  }

  @Override
  public void enterWithin(Store outer) {
    if (!(outer instanceof ChicoryStore store)) {
      throw new IllegalArgumentException("the caller's store was made by another engine");
    }
    store.requireEntry();
    if (!entries.isEmpty()) {
      throw new IllegalStateException("the store is in an entry already");
    }
    caller = store;
    tank.openWithin(store.tank);
    memory.beginEntry();
    liftedBudget = store.liftedBudget;
    lifted = store.lifted;
    entries.push(new Entry(tank.used(), System.nanoTime()));
  }

  @Override
  public CallUsage leave() {
    requireEntry();
    Entry entry = entries.pop();
    CallUsage usage =
        new CallUsage(
            tank.used() - entry.fuel(),
            Duration.ofNanos(System.nanoTime() - entry.nanos()),
            memory.peak());
    if (entries.isEmpty()) {
      if (caller != null) {
        caller.tank.resume(tank.used());
        caller.lifted = lifted;
        caller = null;
      }
      tank.close();
    }
    return usage;
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
