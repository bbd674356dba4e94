package dev.witloof.engine;

/**
 * A core module that {@link CoreModules#validate} found valid. Immutable, shared by threads; holds
 * the module's bytes.
 */
public interface ValidModule {
  CoreModuleType type();

  /** Bytes of the binary. */
  int size();

  /** How many types, imports, functions, globals and exports it has. */
  int declarations();

  /**
   * Bytes that an instance takes of its store's memory budget before it runs: the memories and
   * tables that it defines, exported or not, at their minimum, and what else it keeps in the heap.
   */
  long startingMemory();
}
