package dev.witloof.engine.internal.outline;

/** How much work may go into a function that only its author knows the use of. */
final class Allowance {
  private long left;

  Allowance(long units) {
    left = units;
  }

  /** Takes from what is left; whether there was enough. */
  boolean spend(long units) {
    left -= units;
    return left >= 0;
  }
}
