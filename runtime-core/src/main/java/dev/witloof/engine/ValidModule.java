package dev.witloof.engine;

/**
 * A core module that {@link CoreModules#validate} found valid. Immutable, shared by threads; holds
 * the module's bytes.
 */
public interface ValidModule {
  CoreModuleType type();

  /** Bytes of the binary. */
  int size();
}
