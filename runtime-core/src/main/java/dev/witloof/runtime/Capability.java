package dev.witloof.runtime;

import java.util.Locale;

/** An authority that a connector asks for in its manifest and an operator grants. */
public enum Capability {
  /** Outgoing HTTP requests to named hosts. */
  HTTP,
  /** Named environment variables. */
  ENV,
  /** The configuration of the pipeline. */
  CONFIG,
  /** Wall-clock and monotonic time. */
  CLOCK,
  /** Writing to the log. */
  LOG,
  /** Random bytes. */
  RANDOM;

  /** The key of the capability in a manifest and in {@code --grant}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
