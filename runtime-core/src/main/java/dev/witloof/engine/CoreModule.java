package dev.witloof.engine;

import java.util.List;

/** A checked, metered and (in compiler mode) compiled module. Immutable, shared by threads. */
public interface CoreModule {
  CoreModuleType type();

  /**
   * How many functions are too large to be compiled and run interpreted all the same, which is
   * about a hundred times slower; 0 in interpreter mode.
   */
  int interpretedFunctions();

  /**
   * Instantiates, runs active segments and the start function, all under the limits of the store.
   *
   * @param imports one extern for each of {@code type().imports()}, in that order
   */
  CoreInstance instantiate(Store store, List<CoreExtern> imports);
}
