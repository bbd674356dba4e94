package dev.witloof.engine.internal.outline;

/** Estimates the JVM code that cutting a region out costs. */
final class CallSize {
  private CallSize() {}

  /** What takes the region's place. */
  static int call(Region region) {
    int size = JvmSize.CALL + 3 * region.parameters();
    size += region.results().length * (JvmSize.RESULT + JvmSize.local(0));
    if (!region.isCoded()) {
      return size + JvmSize.JUMP * (region.exits().size() + 1);
    }
    return size + JvmSize.TABLE + JvmSize.TABLE_ENTRY * (region.exits().size() + 1);
  }

  /** What the new function has besides the region. */
  static int frame(Region region) {
    return 4 * region.locals().length
        + region.results().length * JvmSize.local(0)
        + region.exits().size() * (2 * JvmSize.JUMP)
        + 2 * JvmSize.JUMP;
  }
}
