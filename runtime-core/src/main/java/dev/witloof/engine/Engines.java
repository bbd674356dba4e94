package dev.witloof.engine;

import dev.witloof.engine.internal.chicory.ChicoryEngine;
import java.util.List;

/** Creates engines. */
public final class Engines {
  /**
   * Options of HotSpot under which it compiles large methods, and well: at its default it leaves
   * methods of more than 8000 bytes to its interpreter.
   */
  public static final List<String> LARGE_METHOD_FLAGS =
      List.of(
          "-XX:-DontCompileHugeMethods",
          "-XX:MaxNodeLimit=240000",
          "-XX:NodeLimitFudgeFactor=8000");

  private Engines() {}

  /**
   * An engine that runs guest code on the thread that calls it. How deep guest code may recurse
   * depends on that thread's stack ({@code -Xss}, or the size given to the thread's constructor);
   * beyond it the guest traps with {@link Trap.Kind#STACK_OVERFLOW}. Compiled code needs about 100
   * bytes a call, the interpreter about a kilobyte.
   */
  public static Engine create(Engine.Mode mode) {
    return create(EngineOptions.of(mode));
  }

  /**
   * An engine that is set up so; see {@link #create(Engine.Mode)}.
   *
   * @throws IllegalArgumentException when the cache is not one of {@link CompileCache#at}
   */
  public static Engine create(EngineOptions options) {
    return new ChicoryEngine(options);
  }

  /**
   * An engine as {@link #create(Engine.Mode)} makes it, which takes compiled code from a cache and
   * puts there what it compiles. In interpreter mode there is nothing to keep.
   *
   * @throws IllegalArgumentException when the cache is not one of {@link CompileCache#at}
   */
  public static Engine create(Engine.Mode mode, CompileCache cache) {
    return create(EngineOptions.of(mode).withCache(cache));
  }
}
