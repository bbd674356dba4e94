package dev.witloof.host.io;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitResource;
import dev.witloof.host.WasiState;

/** Something a guest can wait for. */
@WitResource("pollable")
public interface Pollable {
  /** Whether the wait is over. */
  boolean ready();

  /**
   * Nanoseconds until {@link #ready()} becomes true by the clock alone; Long.MAX_VALUE when only an
   * event signalled through {@link Wakeup} makes it so.
   */
  default long nanosUntilReady() {
    return Long.MAX_VALUE;
  }

  /** Whether it waits for the guest's clock and for nothing else. */
  default boolean isTimer() {
    return false;
  }

  /** Waits until it is ready, at most until the deadline of the call. */
  default void block(HostCall call) {
    WasiState.of(call).wakeup().await(this, call.store());
  }

  /** One that is always ready. */
  static Pollable always() {
    return () -> true;
  }
}
