package dev.witloof.testengines;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts the fuel of an entry, if the engine counts; nothing else is held or told. */
final class StockStore implements Store {
  private long budget;
  private long used;
  private long pending;

  @Override
  public void enter(CallLimits limits) {
    budget = limits.fuel();
    used = 0;
    pending = 0;
  }

  /** Burns with the next burn: what an instruction costs on top if it does not trap. */
  void burnLater(long fuel) {
    pending = fuel;
  }

  @Override
  public void exit() {
    // An entry is what was used since it began: there is nothing to undo.
  }

  /** Fuel is 0 when the engine does not count; the rest always. */
  @Override
  public CallUsage lastUsage() {
    return new CallUsage(used + pending, Duration.ZERO, 0);
  }

  @Override
  public void burn(long fuel) {
    used += pending + fuel;
    pending = 0;
    if (used > budget) {
      throw new LimitExceeded(LimitExceeded.Limit.FUEL, budget, used);
    }
  }

  @Override
  public RuntimeException failure(Trap trap) {
    return trap;
  }

  @Override
  public void enterWithin(Store caller) {
    throw unsupported();
  }

  @Override
  public void lifted(long bytes) {
    throw unsupported();
  }

  @Override
  public void checkDeadline() {
    throw unsupported();
  }

  @Override
  public <T> T watched(long bytes, Supplier<T> work) {
    return work.get();
  }

  @Override
  public long remainingNanos() {
    throw unsupported();
  }

  @Override
  public void cancel() {
    throw unsupported();
  }

  @Override
  public long memoryBytes() {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("stock Chicory knows no limits");
  }
}
