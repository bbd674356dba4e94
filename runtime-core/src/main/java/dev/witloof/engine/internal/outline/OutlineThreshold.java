package dev.witloof.engine.internal.outline;

/**
 * Which functions are cut, and into what.
 *
 * @param function bytes of JVM code from which on a function is cut; its parts are cut again until
 *     none has more
 * @param region the least JVM code that is worth a function of its own
 * @param part the most JVM code that is cut out in one piece, as long as cutting so makes the
 *     function small enough
 */
public record OutlineThreshold(int function, int region, int part) {

  /** What a part may have where the threshold is tiny: enough for its function to pay. */
  private static final int SMALLEST_PART = 200;

  /**
   * What HotSpot compiles at its default flags: methods of at most 8000 bytes. The estimate is not
   * exact, so it stays clear of that.
   */
  public static final OutlineThreshold DEFAULT = new OutlineThreshold(7_000, 100);

  /**
   * For a JVM that compiles methods of any size. A loop that interprets, among the guests, is
   * larger than that, and what is cut out of it must not be how it finds an operation's code, which
   * runs at each turn, but the code of some of the operations: hence the small parts, into which
   * HotSpot also inlines what it does not into large ones.
   */
  public static final OutlineThreshold LARGE = new OutlineThreshold(24_000, 100, 6_000);

  /** Cuts whatever can be cut: for tests. */
  public static final OutlineThreshold TINY = new OutlineThreshold(1, 1);

  /** Cuts nothing. */
  public static final OutlineThreshold NEVER =
      new OutlineThreshold(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public OutlineThreshold {
    if (function < 1 || region < 1 || part < 1) {
      throw new IllegalArgumentException(
          "thresholds must be positive: " + function + ", " + region + ", " + part);
    }
  }

  /** One by which parts are as large as they may be, so that there are few. */
  public OutlineThreshold(int function, int region) {
    this(function, region, Math.max(function / 8 * 7, SMALLEST_PART));
  }
}
