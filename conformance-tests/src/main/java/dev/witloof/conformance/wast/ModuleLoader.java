package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import java.util.List;

/** Reads modules and components; all of one script may import what others of it export. */
final class ModuleLoader {
  private static final int PREAMBLE = 8;
  private static final int LAYER = 6;
  private static final int COMPONENT_LAYER = 1;

  private final ComponentLoader components;
  private final CoreLoader core;

  /**
   * For one script.
   *
   * @param modules all its binaries, see {@link CorePreparation}
   */
  ModuleLoader(Engine engine, Limits limits, List<byte[]> modules) {
    this.components = new ComponentLoader(engine, limits);
    this.core =
        new CoreLoader(engine, limits, modules.stream().filter(m -> !isComponent(m)).toList());
  }

  /**
   * Reads and validates.
   *
   * @throws RuntimeException what the runtime says of it
   */
  TestModule load(byte[] bytes) {
    return isComponent(bytes) ? components.load(bytes) : core.load(bytes);
  }

  private static boolean isComponent(byte[] bytes) {
    return bytes.length >= PREAMBLE && bytes[LAYER] == COMPONENT_LAYER;
  }

  /** Notes that a module was not run, though later commands count on what it does. */
  void notRun(byte[] bytes, Outcome reason) {
    core.notRun(bytes, reason);
  }

  /** Notes that what should have been registered under a name does not exist. */
  void missing(String name, Outcome reason) {
    components.missing(name, reason);
    core.missing(name, reason);
  }
}
