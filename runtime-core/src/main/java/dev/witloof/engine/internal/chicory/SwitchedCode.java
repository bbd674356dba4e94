package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreModule;
import java.util.function.Supplier;

/** Code of a module that is replaced once better one is there. Shared by threads. */
final class SwitchedCode implements Supplier<ModuleCode> {
  private volatile ModuleCode current;

  /**
   * @param first interpreted
   */
  SwitchedCode(ModuleCode first) {
    current = first.as(CoreModule.Code.COMPILING);
  }

  @Override
  public ModuleCode get() {
    return current;
  }

  void replace(ModuleCode better) {
    current = better;
  }

  /** There will be no other. */
  void keep() {
    current = current.as(CoreModule.Code.INTERPRETED);
  }
}
