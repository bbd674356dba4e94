package dev.witloof.testengines;

import dev.witloof.engine.Engine;
import dev.witloof.engine.internal.chicory.ChicoryEngine;
import dev.witloof.engine.internal.outline.OutlineThreshold;

/** Our engine, with functions cut into several at other sizes than this JVM's flags call for. */
public final class CutEngine {
  private CutEngine() {}

  /**
   * An engine that cuts functions from a size on, in both modes.
   *
   * @param threshold bytes of JVM code, at least 1; 1 cuts wherever a function can be cut
   */
  public static Engine create(Engine.Mode mode, int threshold) {
    int region = threshold == 1 ? 1 : Math.min(threshold, OutlineThreshold.DEFAULT.region());
    return new ChicoryEngine(mode, new OutlineThreshold(threshold, region));
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
