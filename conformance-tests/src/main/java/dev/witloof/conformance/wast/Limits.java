package dev.witloof.conformance.wast;

import dev.witloof.component.InstanceConfig;
import dev.witloof.engine.CallLimits;
import java.time.Duration;
import java.util.List;

/**
 * Generous limits, so that a test which hangs ends and one that works never meets them.
 *
 * @param timeout for what guest code does in one command
 */
record Limits(Duration timeout) {
  /** Bytes of the memories and tables of one component instance, or of all modules of a script. */
  static final long MEMORY = 2L << 30;

  private static final long FUEL = 1_000_000_000_000L;
  private static final long LIFTED_BYTES = 1L << 31;
  private static final int HANDLES = 100_000;

  /** What reading, validating and compiling may take on top. */
  private static final Duration PREPARATION = Duration.ofMinutes(2);

  CallLimits call() {
    return new CallLimits(FUEL, timeout, LIFTED_BYTES);
  }

  InstanceConfig instance() {
    return new InstanceConfig(MEMORY, HANDLES, call(), List.of());
  }

  /** For all of one command, guest code or not. */
  Duration command() {
    return timeout.plus(PREPARATION);
  }
}
