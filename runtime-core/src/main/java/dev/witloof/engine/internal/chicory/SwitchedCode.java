package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreModule;
import java.util.function.Supplier;

/** Code of a module that is replaced once better one is there. Shared by threads. */
final class SwitchedCode implements Supplier<ModuleCode> {
  private static final Runnable NOTHING = () -> {};

  private volatile Supplier<ModuleCode> current;
  private volatile Runnable stop = NOTHING;

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

  /** Says how to stop what makes the better one. */
  void stoppedBy(Runnable stops) {
    stop = stops;
  }

  /** Stops what makes the better one, unless that has ended. */
  void stop() {
    stop.run();
  }

  void replace(Supplier<ModuleCode> better) {
    current = better;
    stop = NOTHING;
  }

  /** There will be no other. */
  void keep() {
    ModuleCode last = get().as(CoreModule.Code.INTERPRETED);
    current = () -> last;
    stop = NOTHING;
  }
}
