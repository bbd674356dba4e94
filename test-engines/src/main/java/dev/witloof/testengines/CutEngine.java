package dev.witloof.testengines;

import dev.witloof.engine.Engine;
import dev.witloof.engine.internal.chicory.ChicoryEngine;
import dev.witloof.engine.internal.outline.OutlineThreshold;

/** Our engine, with functions cut into several at other sizes than this JVM's flags call for. */
public final class CutEngine {
  private CutEngine() {}

  /**
   * An engine that cuts functions from a size on into parts as large as they may be, in both modes.
   *
   * @param threshold bytes of JVM code, at least 1; 1 cuts wherever a function can be cut
   */
  public static Engine create(Engine.Mode mode, int threshold) {
    return new ChicoryEngine(mode, new OutlineThreshold(threshold, region(threshold, threshold)));
  }

  /**
   * An engine that cuts functions from a size on into small parts, as long as these are enough, in
   * both modes: as {@link OutlineThreshold#LARGE} does at its size.
   *
   * @param threshold as above
   * @param part the most bytes of JVM code that are cut out in one piece, at least 1
   */
  public static Engine create(Engine.Mode mode, int threshold, int part) {
    // With a region as large as a part hardly anything would be of the right size.
    int region = region(threshold, Math.max(part / 2, 1));
    return new ChicoryEngine(mode, new OutlineThreshold(threshold, region, part));
  }

  private static int region(int threshold, int most) {
    return threshold == 1 ? 1 : Math.min(most, OutlineThreshold.DEFAULT.region());
  }

  /**
   * A compiling engine that cuts as in a JVM that compiles methods of any size, which is what the
   * launcher asks for.
   */
  public static Engine large() {
    return new ChicoryEngine(Engine.Mode.COMPILER, OutlineThreshold.LARGE);
  }

  /** An engine that cuts no function, in both modes. */
  public static Engine uncut(Engine.Mode mode) {
    return new ChicoryEngine(mode, OutlineThreshold.NEVER);
  }
}
