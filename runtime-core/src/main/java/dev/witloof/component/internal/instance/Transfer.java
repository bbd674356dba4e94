package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.TransferMeter;
import dev.witloof.engine.Store;

/** Meters of a store: what a transfer costs the guest. */
final class Transfer {
  /** Fuel of a call out of the guest, whatever it does. */
  static final long CALL_PRICE = 500;

  /** Bytes that one unit of fuel lifts or lowers in a call out of the guest. */
  static final long BYTES_PER_FUEL = 16;

  private Transfer() {}

  /** A call from the host: lifting counts against the budget of lifted bytes, fuel is free. */
  static TransferMeter unpriced(Store store) {
    return new TransferMeter() {
      @Override
      public void lifted(long bytes) {
        store.lifted(bytes);
      }

      @Override
      public void lowered(long bytes) {
        // The memory budget bounds what the guest can hold.
      }
    };
  }

  /** A call out of the guest, which could make the host copy without end. */
  static TransferMeter priced(Store store) {
    return new Priced(store);
  }

  private static final class Priced implements TransferMeter {
    private final Store store;
    private long unpaid;

    Priced(Store store) {
      this.store = store;
    }

    @Override
    public void lifted(long bytes) {
      store.lifted(bytes);
      pay(bytes);
    }

    @Override
    public void lowered(long bytes) {
      pay(bytes);
    }

    private void pay(long bytes) {
      unpaid += bytes;
      if (unpaid >= BYTES_PER_FUEL) {
        store.burn(unpaid / BYTES_PER_FUEL);
        unpaid %= BYTES_PER_FUEL;
      }
    }
  }
}
