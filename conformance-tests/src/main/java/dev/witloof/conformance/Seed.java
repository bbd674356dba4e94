package dev.witloof.conformance;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The seed of everything a run generates. It is random unless {@code -Dwitloof.seed=…} says which;
 * findings name it, so that a run can be repeated.
 *
 * @param value any number
 */
public record Seed(long value) {
  /** The system property that sets it, in decimal. */
  public static final String PROPERTY = "witloof.seed";

  /**
   * The one that the property sets, else a random one.
   *
   * @throws IllegalArgumentException when the property is no number of 64 bits
   */
  public static Seed ofRun() {
    String set = System.getProperty(PROPERTY);
    if (set == null) {
      return new Seed(new SplittableRandom().nextLong());
    }
    try {
      return new Seed(Long.parseLong(set));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " must be a number of 64 bits in decimal, not '" + set + "'", e);
    }
  }

  /** A generator for the part of the run of that name, which others do not disturb. */
  public RandomGenerator random(String part) {
    return new SplittableRandom(value ^ ((long) part.hashCode() << 32));
  }

  /** The flag that repeats the run. */
  @Override
  public String toString() {
    return "-D" + PROPERTY + "=" + value;
  }
}
