package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;

/** Reads modules and components; all of one script may import what others of it export. */
final class ModuleLoader {
  private static final int PREAMBLE = 8;
  private static final int LAYER = 6;
  private static final int COMPONENT_LAYER = 1;

  private final ComponentLoader components;
  private final CoreLoader core;

  ModuleLoader(Engine engine) {
    this.components = new ComponentLoader(engine);
    this.core = new CoreLoader(engine);
  }

  /**
   * Reads and validates.
   *
   * @throws RuntimeException what the runtime says of it
   */
  TestModule load(byte[] bytes) {
    boolean component = bytes.length >= PREAMBLE && bytes[LAYER] == COMPONENT_LAYER;
    return component ? components.load(bytes) : core.load(bytes);
  }
}
