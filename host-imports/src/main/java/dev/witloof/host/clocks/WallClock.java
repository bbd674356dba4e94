package dev.witloof.host.clocks;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.host.WasiState;
import dev.witloof.runtime.Capability;
import java.time.Instant;

/** {@code wasi:clocks/wall-clock}. */
@WitInterface("wasi:clocks/wall-clock@0.2.0")
public final class WallClock {
  record Datetime(long seconds, int nanoseconds) {}

  Datetime now(HostCall call) {
    WasiState state = WasiState.of(call);
    state.capabilities().used(Capability.CLOCK);
    Instant now = state.time().wall();
    return new Datetime(now.getEpochSecond(), now.getNano());
  }

  Datetime resolution() {
    return new Datetime(0, (int) GuestTime.RESOLUTION);
  }
}
