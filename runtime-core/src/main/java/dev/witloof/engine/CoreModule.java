package dev.witloof.engine;

import java.util.List;

/**
 * A checked, metered and (in compiler mode) compiled module. Immutable but for its {@link #code},
 * shared by threads.
 */
public interface CoreModule {
  /** What instances of a module run. */
  enum Code {
    /** The interpreter: the engine's mode, or compiling has failed. */
    INTERPRETED,
    /** The interpreter for now: the module is being compiled in the background. */
    COMPILING,
    /** Compiled code, but for {@link #interpretedFunctions}. */
    COMPILED
  }

  CoreModuleType type();

  /** What the next instance runs; changes once, from {@link Code#COMPILING}. */
  Code code();

  /**
   * The functions that cannot be compiled and run interpreted, 90 to 250 times slower than the
   * others, in the order of their indices, each with its reason; none in interpreter mode, where
   * all are, and none while the module is {@link Code#COMPILING}.
   */
  List<InterpretedFunction> interpretedFunctions();

  /**
   * How many methods of the compiled code such a JVM leaves to its own interpreter because they are
   * large, as HotSpot does at its default flags: they run some ten times slower than the others. 0
   * in interpreter mode and while the module is {@link Code#COMPILING}. {@link
   * Engines#LARGE_METHOD_FLAGS} has the flags that cure it.
   */
  int slowMethods(TargetJvm jvm);

  /**
   * Whether the code was compiled before: it comes from a {@link CompileCache}, or the engine still
   * had it, with all that HotSpot had made of it.
   */
  boolean fromCache();

  /**
   * Ends the compilation in the background of this module and those that were prepared with it,
   * unless it is over: nobody wants the code any longer. They stay interpreted. The same modules
   * prepared once more are compiled all the same.
   */
  void stopCompiling();

  /**
   * Instantiates, runs active segments and the start function, all under the limits of the store.
   *
   * @param imports one extern for each of {@code type().imports()}, in that order
   */
  CoreInstance instantiate(Store store, List<CoreExtern> imports);
}
