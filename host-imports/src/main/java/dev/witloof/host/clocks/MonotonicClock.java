package dev.witloof.host.clocks;

import dev.witloof.component.typed.WitInterface;
import dev.witloof.host.io.Pollable;

/** {@code wasi:clocks/monotonic-clock}. */
@WitInterface("wasi:clocks/monotonic-clock@0.2.0")
public final class MonotonicClock {
  /** The clock counts from here, so that a guest cannot read the machine's uptime. */
  private static final long START = System.nanoTime();

  static long now() {
    return System.nanoTime() - START;
  }

  long resolution() {
    return 1;
  }

  Pollable subscribeInstant(long when) {
    return new Timer(when);
  }

  /** An unsigned duration beyond the clock's range never passes. */
  Pollable subscribeDuration(long duration) {
    long instant = now() + duration;
    return new Timer(duration < 0 || instant < 0 ? Long.MAX_VALUE : instant);
  }

  /** Ready at an instant of the monotonic clock; as unsigned numbers, negative ones never come. */
  private record Timer(long instant) implements Pollable {
    @Override
    public boolean ready() {
      return instant >= 0 && now() >= instant;
    }

    @Override
    public long nanosUntilReady() {
      return instant < 0 ? Long.MAX_VALUE : Math.max(0, instant - now());
    }
  }
}
