package dev.witloof.engine.internal.outline;

/**
 * Which functions are cut, and into what.
 *
 * @param function bytes of JVM code from which on a function is cut; its parts are cut again until
 *     none has more
 * @param region the least JVM code that is worth a function of its own
 */
public record OutlineThreshold(int function, int region) {

  /**
   * What HotSpot compiles at its default flags: methods of at most 8000 bytes. The estimate is not
   * exact, so it stays clear of that.
   */
  public static final OutlineThreshold DEFAULT = new OutlineThreshold(7_000, 100);

  /**
   * What a JVM method can hold, for a JVM that compiles all of them: the hot loop of an interpreter
   * among the guests is fastest in one piece.
   */
  public static final OutlineThreshold LARGE = new OutlineThreshold(40_000, 100);

  /** Cuts whatever can be cut: for tests. */
  public static final OutlineThreshold TINY = new OutlineThreshold(1, 1);

  /** Cuts nothing. */
  public static final OutlineThreshold NEVER =
      new OutlineThreshold(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public OutlineThreshold {
    if (function < 1 || region < 1) {
      throw new IllegalArgumentException(
          "thresholds must be positive: " + function + ", " + region);
    }
  }
}
