package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.engine.HostFuel;
import dev.witloof.engine.Store;
import java.util.function.Supplier;

/**
 * The meter of a call: what lifting and lowering cost. Lifting counts against the budget of lifted
 * bytes; the clock is looked at at least once for each {@value #BYTES_PER_LOOK} bytes.
 */
final class Transfer implements TransferMeter {
  private static final long BYTES_PER_LOOK = 1 << 20;

  private final Store store;
  private final boolean priced;
  private long unpaid;
  private long unseen;

  private Transfer(Store store, boolean priced) {
    this.store = store;
    this.priced = priced;
  }

  /**
   * A call from the host. Fuel is free: what the guest can hold is bounded by its memory, what the
   * host takes by the budget of lifted bytes.
   */
  static Transfer unpriced(Store store) {
    return new Transfer(store, false);
  }

  /** A call out of the guest, which could make the host copy without end. */
  static Transfer priced(Store store) {
    return new Transfer(store, true);
  }

  /** Makes the meter of a call one for the next call. */
  void reuse() {
    unpaid = 0;
    unseen = 0;
  }

  @Override
  public void lifted(long bytes) {
    store.lifted(bytes);
    moved(bytes);
  }

  @Override
  public void lowered(long bytes) {
    moved(bytes);
  }

  @Override
  public void checkDeadline() {
    store.checkDeadline();
  }

  @Override
  public <T> T watched(long bytes, Supplier<T> work) {
    return store.watched(bytes, work);
  }

  private void moved(long bytes) {
    unseen += bytes;
    if (unseen >= BYTES_PER_LOOK) {
      unseen = 0;
      store.checkDeadline();
    }
    if (priced) {
      unpaid += bytes;
      if (unpaid >= HostFuel.BYTES_PER_UNIT) {
        store.burn(unpaid / HostFuel.BYTES_PER_UNIT);
        unpaid %= HostFuel.BYTES_PER_UNIT;
      }
    }
  }
}
