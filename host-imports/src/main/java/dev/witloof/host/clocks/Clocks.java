package dev.witloof.host.clocks;

import dev.witloof.component.HostInterface;
import dev.witloof.component.value.RecordValue;
import dev.witloof.host.io.Pollable;
import java.time.Instant;
import java.util.Map;

/** {@code wasi:clocks/monotonic-clock} and {@code wasi:clocks/wall-clock}. */
public final class Clocks {
  /** The monotonic clock counts from here, so that a guest cannot read the machine's uptime. */
  private static final long START = System.nanoTime();

  private Clocks() {}

  public static HostInterface monotonic() {
    return HostInterface.builder("wasi:clocks/monotonic-clock@0.2.0")
        .function("now", (call, args) -> now())
        .function("resolution", (call, args) -> 1L)
        .function("subscribe-instant", (call, args) -> new Timer((Long) args[0]))
        .function("subscribe-duration", (call, args) -> new Timer(after((Long) args[0])))
        .build();
  }

  public static HostInterface wall() {
    return HostInterface.builder("wasi:clocks/wall-clock@0.2.0")
        .function("now", (call, args) -> datetime(Instant.now()))
        .function("resolution", (call, args) -> datetime(Instant.ofEpochSecond(0, 1000)))
        .build();
  }

  private static long now() {
    return System.nanoTime() - START;
  }

  /** An unsigned duration beyond the clock's range never passes. */
  private static long after(long duration) {
    long instant = now() + duration;
    return duration < 0 || instant < 0 ? Long.MAX_VALUE : instant;
  }

  private static RecordValue datetime(Instant instant) {
    return new RecordValue(
        Map.of("seconds", instant.getEpochSecond(), "nanoseconds", (long) instant.getNano()));
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
