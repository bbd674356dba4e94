package dev.witloof.connector;

/**
 * A limit that was reached.
 *
 * @param limit its name, as manifests write it: {@code memory}, {@code fuel}, {@code next-deadline}
 * @param budget what was allowed
 * @param used what was used or asked for when the limit struck; at least the budget
 * @param unit of both numbers: {@code bytes}, {@code units}, {@code ms}
 */
public record LimitHit(String limit, long budget, long used, String unit) {

  /** As in {@code memory: 300 of 256 bytes}. */
  @Override
  public String toString() {
    return "%s: %,d of %,d %s".formatted(limit, used, budget, unit);
  }
}
