package dev.witloof.conformance.wast;

import dev.witloof.component.InstanceConfig;
import dev.witloof.engine.CallLimits;
import java.time.Duration;
import java.util.List;

/** Generous limits, so that a test which hangs ends and one that works never meets them. */
final class Limits {
  static final CallLimits CALL =
      new CallLimits(1_000_000_000_000L, Duration.ofSeconds(60), 1L << 31);
  static final long MEMORY = 2L << 30;
  static final InstanceConfig INSTANCE = new InstanceConfig(MEMORY, 100_000, CALL, List.of());

  private Limits() {}
}
