package dev.witloof.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * How an engine is set up. Immutable.
 *
 * <pre>{@code
 * Engine engine =
 *     Engines.create(EngineOptions.of(Engine.Mode.COMPILER).withTiming(Timing.BACKGROUND));
 * }</pre>
 *
 * @param mode how guest code runs
 * @param target the JVMs that code is compiled for, and taken from the cache; without meaning for
 *     the interpreter
 * @param timing when modules are compiled; without meaning for the interpreter
 * @param budget what compiling the core modules of one component may take; of the interpreter, how
 *     much memory they may take once they are parsed
 * @param parallelism threads that compile at the same time for all components of the engine, at
 *     least 1; what comes out does not depend on it
 * @param listener is told the outcome of each compilation
 * @param cache where compiled code is taken from and put; without meaning for the interpreter
 */
public record EngineOptions(
    Engine.Mode mode,
    TargetJvm target,
    Timing timing,
    CompileBudget budget,
    int parallelism,
    CompileListener listener,
    Optional<CompileCache> cache) {

  /** When modules are compiled. */
  public enum Timing {
    /** While they are prepared: instances run compiled code, or there are none. */
    EAGER,
    /**
     * After they were prepared, by daemon threads of the lowest priority. What is instantiated
     * until then is interpreted, and burns the same fuel; what is instantiated afterwards runs
     * compiled code. When it fails, modules stay interpreted. It ends early when it is {@linkplain
     * CoreModule#stopCompiling stopped}, as it is with the connector that it is for, or nobody
     * holds the modules any longer.
     */
    BACKGROUND
  }

  public EngineOptions {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(cache, "cache");
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1: " + parallelism);
    }
  }

  /** For this JVM, eager, with the default budget, all processors, no listener and no cache. */
  public static EngineOptions of(Engine.Mode mode) {
    return new EngineOptions(
        mode,
        TargetJvm.THIS,
        Timing.EAGER,
        CompileBudget.DEFAULT,
        Runtime.getRuntime().availableProcessors(),
        outcome -> {},
        Optional.empty());
  }

  /** The same with another mode. */
  public EngineOptions withMode(Engine.Mode other) {
    return new EngineOptions(other, target, timing, budget, parallelism, listener, cache);
  }

  /** The same for other JVMs: to compile ahead, into the cache that they share. */
  public EngineOptions withTarget(TargetJvm other) {
    return new EngineOptions(mode, other, timing, budget, parallelism, listener, cache);
  }

  /** The same with another timing. */
  public EngineOptions withTiming(Timing other) {
    return new EngineOptions(mode, target, other, budget, parallelism, listener, cache);
  }

  /** The same with another budget. */
  public EngineOptions withBudget(CompileBudget other) {
    return new EngineOptions(mode, target, timing, other, parallelism, listener, cache);
  }

  /** The same with another number of threads. */
  public EngineOptions withParallelism(int other) {
    return new EngineOptions(mode, target, timing, budget, other, listener, cache);
  }

  /** The same with another listener. */
  public EngineOptions withListener(CompileListener other) {
    return new EngineOptions(mode, target, timing, budget, parallelism, other, cache);
  }

  /** The same with that cache. */
  public EngineOptions withCache(CompileCache other) {
    return new EngineOptions(
        mode, target, timing, budget, parallelism, listener, Optional.of(other));
  }
}
