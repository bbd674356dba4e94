package dev.witloof.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * What compiling the core modules of one component may take. Structural limits, and a limit on the
 * code that a module makes for its size, apply before; see {@link InvalidModule.Kind#LIMIT}.
 *
 * @param time from the start of compiling, more than zero. Whoever waits for the compiler waits no
 *     longer; a thread that is at work by then ends with the functions that it has begun
 * @param memory bytes of heap, at least {@link #MINIMUM_MEMORY}: the classes so far, what the
 *     modules themselves take once they are parsed, and an estimate of what compiling the functions
 *     at hand takes. Fewer functions are compiled at the same time, rather than exceed it. What is
 *     interpreted must fit as well, with its function bodies; it is estimated before anything is
 *     parsed, and refused if it does not, whatever {@code excess} says
 * @param excess what happens to a component that would take more
 */
public record CompileBudget(Duration time, long memory, Excess excess) {
  /** The least memory that makes sense; enough for components of some 100 KB. */
  public static final long MINIMUM_MEMORY = 16L << 20;

  /** Fifteen minutes and 1 GiB; more is refused. */
  public static final CompileBudget DEFAULT =
      new CompileBudget(Duration.ofMinutes(15), 1L << 30, Excess.REFUSE);

  /** What happens to a component that exceeds the budget. */
  public enum Excess {
    /** It is refused by {@link InvalidModule} of kind {@code LIMIT}. */
    REFUSE,
    /** It is interpreted. The listener hears of it. */
    INTERPRET
  }

  public CompileBudget {
    Objects.requireNonNull(excess, "excess");
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("the time must be positive: " + time);
    }
    if (memory < MINIMUM_MEMORY) {
      throw new IllegalArgumentException(
          "the memory must be at least " + MINIMUM_MEMORY + " bytes: " + memory);
    }
  }
}
