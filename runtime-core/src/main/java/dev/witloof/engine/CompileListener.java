package dev.witloof.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Is told how compilations end, each once. It is called by the thread that prepares modules, before
 * it returns them, by a background thread, or by the one that stops a compilation before it has
 * begun; it should return soon. What was compiled is stored by then, and found by who prepares the
 * same modules; instances of those that were compiled in the background use it. What it throws,
 * errors included, is logged and has no other effect.
 */
@FunctionalInterface
public interface CompileListener {
  void finished(Outcome outcome);

  /**
   * How compiling the core modules of one component ended.
   *
   * @param coreModules how many there are
   * @param time that it took
   * @param classBytes size of the JVM classes that it made; 0 when it failed
   * @param modules what the code of each of them leaves to be desired, in their order; empty when
   *     it failed
   * @param failure why there are none; empty when there are. An {@link InvalidModule} when the
   *     budget was exceeded, a {@link java.util.concurrent.CancellationException} when nobody
   *     wanted the modules any longer: their connector was closed, or they were forgotten
   */
  record Outcome(
      int coreModules,
      Duration time,
      long classBytes,
      List<Compiled> modules,
      Optional<Throwable> failure) {
    public Outcome {
      modules = List.copyOf(modules);
    }
  }

  /**
   * How one core module was compiled.
   *
   * @param interpretedFunctions as of {@link CoreModule#interpretedFunctions}
   * @param slowMethods as of {@link CoreModule#slowMethods}, for the JVMs that it was compiled for
   */
  record Compiled(List<InterpretedFunction> interpretedFunctions, int slowMethods) {
    public Compiled {
      interpretedFunctions = List.copyOf(interpretedFunctions);
    }
  }
}
