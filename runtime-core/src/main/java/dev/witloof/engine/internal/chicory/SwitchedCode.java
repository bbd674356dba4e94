package dev.witloof.engine.internal.chicory;

import java.util.function.Supplier;

/** Code of a module that is replaced once better one is there. Shared by threads. */
final class SwitchedCode implements Supplier<ModuleCode> {
  private volatile ModuleCode current;

  SwitchedCode(ModuleCode first) {
    current = first;
  }

  @Override
  public ModuleCode get() {
    return current;
  }

  void replace(ModuleCode better) {
    current = better;
  }
}
