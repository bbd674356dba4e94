package dev.witloof.host.clocks;

import dev.witloof.component.typed.WitInterface;
import java.time.Instant;

/** {@code wasi:clocks/wall-clock}. */
@WitInterface("wasi:clocks/wall-clock@0.2.0")
public final class WallClock {
  record Datetime(long seconds, int nanoseconds) {}

  Datetime now() {
    Instant now = Instant.now();
    return new Datetime(now.getEpochSecond(), now.getNano());
  }

  Datetime resolution() {
    return new Datetime(0, 1000);
  }
}
