package dev.witloof.engine;

/**
 * The JVMs that code is compiled for. HotSpot leaves methods of more than 8000 bytes to its
 * interpreter, unless its flags say otherwise; where it does, more functions are cut, and into
 * smaller methods. Any JVM can run code that is for another, with the same results and fuel, but
 * not as fast as its own; so caches keep the two apart.
 */
public enum TargetJvm {
  /** The one that the engine runs in, as its flags say. */
  THIS,
  /** HotSpot at its default flags, which compiles no large methods. */
  DEFAULTS,
  /**
   * Those that compile large methods, as HotSpot does with {@link Engines#LARGE_METHOD_FLAGS} and
   * so in the {@code witloof} command, and those that are not known to have such a limit.
   */
  LARGE_METHODS
}
