package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreModule;
import java.util.function.Supplier;

/** Code of a module that is replaced once better one is there. Shared by threads. */
final class SwitchedCode implements Supplier<ModuleCode> {
  private volatile Supplier<ModuleCode> current;

  /**
   * @param first interpreted
   */
  SwitchedCode(ModuleCode first) {
    ModuleCode compiling = first.as(CoreModule.Code.COMPILING);
    current = () -> compiling;
  }

  @Override
  public ModuleCode get() {
    return current.get();
  }

  void replace(Supplier<ModuleCode> better) {
    current = better;
  }

  /** There will be no other. */
  void keep() {
    ModuleCode last = get().as(CoreModule.Code.INTERPRETED);
    current = () -> last;
  }
}
