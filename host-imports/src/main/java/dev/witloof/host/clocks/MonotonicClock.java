package dev.witloof.host.clocks;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.host.WasiState;
import dev.witloof.host.io.Pollable;
import dev.witloof.runtime.Capability;

/** {@code wasi:clocks/monotonic-clock}. */
@WitInterface("wasi:clocks/monotonic-clock@0.2.0")
public final class MonotonicClock {

  long now(HostCall call) {
    return time(call).monotonic();
  }

  long resolution() {
    return GuestTime.RESOLUTION;
  }

  Pollable subscribeInstant(HostCall call, long when) {
    return new Timer(time(call), when);
  }

  /** An unsigned duration beyond the clock's range never passes. */
  Pollable subscribeDuration(HostCall call, long duration) {
    GuestTime time = time(call);
    long instant = time.monotonic() + duration;
    return new Timer(time, duration < 0 || instant < 0 ? Long.MAX_VALUE : instant);
  }

  private static GuestTime time(HostCall call) {
    WasiState state = WasiState.of(call);
    state.capabilities().used(Capability.CLOCK);
    return state.time();
  }

  /** Ready at an instant of the monotonic clock; as unsigned numbers, negative ones never come. */
  private record Timer(GuestTime time, long instant) implements Pollable {
    @Override
    public boolean ready() {
      return instant >= 0 && time.monotonic() >= instant;
    }

    @Override
    public long nanosUntilReady() {
      return instant < 0 || instant == Long.MAX_VALUE ? Long.MAX_VALUE : time.until(instant);
    }

    @Override
    public boolean isTimer() {
      return true;
    }
  }
}
