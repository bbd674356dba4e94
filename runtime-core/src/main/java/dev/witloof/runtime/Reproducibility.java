package dev.witloof.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What time it is for a connector and where its random bytes come from. With a frozen clock, a seed
 * and answers from a cassette, two runs of a connector give the same bytes. Immutable.
 *
 * @param clock what {@code wasi:clocks} tells
 * @param seed from which {@code wasi:random} makes its numbers: every instance gets the same ones,
 *     in the same order, and whoever knows the seed knows them, so that they protect nothing; empty
 *     for numbers that nobody can foresee
 */
public record Reproducibility(Clock clock, OptionalLong seed) {
  /** The time it is, and random numbers. */
  public static final Reproducibility NONE =
      new Reproducibility(new Clock.Real(), OptionalLong.empty());

  public Reproducibility {
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(seed, "seed");
  }

  /** The clocks of a connector. */
  public sealed interface Clock {
    /** The time it is. */
    record Real() implements Clock {}

    /**
     * In every new instance it is this instant, and time passes only while the guest waits for it:
     * a wait for a timer alone ends at once, and the clocks are then where the timer is. A wait for
     * a timer or something else, such as a response, takes as long as it does, and the clocks go on
     * only if the timer is first. A guest that reads the clock in a loop until it has gone on loops
     * until its fuel or its deadline ends it.
     */
    record Frozen(Instant at) implements Clock {
      /**
       * @throws IllegalArgumentException when it is before 1970, which WASI cannot tell
       */
      public Frozen {
        if (at.isBefore(Instant.EPOCH)) {
          throw new IllegalArgumentException("the time of a guest begins in 1970, after " + at);
        }
      }
    }

    /** The time it is and so much more, or less when it is negative; not before 1970. */
    record Offset(Duration by) implements Clock {}
  }

  /** The same with time that stands at an instant. */
  public Reproducibility frozenAt(Instant instant) {
    return new Reproducibility(new Clock.Frozen(instant), seed);
  }

  /** The same with time that is off by so much. */
  public Reproducibility offsetBy(Duration offset) {
    return new Reproducibility(new Clock.Offset(offset), seed);
  }

  /** The same with random numbers from a seed. */
  public Reproducibility seeded(long number) {
    return new Reproducibility(clock, OptionalLong.of(number));
  }
}
