package dev.witloof.engine;

import java.util.List;

/** The door to the WebAssembly engine. Immutable; shared by threads. */
public interface Engine {

  /** How guest code runs. */
  enum Mode {
    COMPILER,
    INTERPRETER
  }

  Mode mode();

  /**
   * Validates core modules and prepares them as {@link #prepareValid} does.
   *
   * @throws InvalidModule naming the module by its position
   */
  List<CoreModule> prepare(List<byte[]> modules);

  /**
   * Normalises, meters and (in compiler mode) compiles the core modules of one component. They are
   * not validated again.
   *
   * @throws InvalidModule naming the module by its position, when it is more than the engine
   *     supports
   * @throws IllegalArgumentException when a module does not come from {@link CoreModules#validate}
   */
  List<CoreModule> prepareValid(List<? extends ValidModule> modules);

  /**
   * A store whose memories and tables together hold at most {@code memoryBudget} bytes. Instances
   * whose functions, globals, segments, exports and memories take more than 4 KiB of heap take the
   * rest of it for those, too; and so do functions while they are interpreted, for more than a few
   * kilobytes of locals, nested blocks and operands.
   */
  Store newStore(long memoryBudget);

  /** A core function that the host provides. */
  CoreFunction hostFunction(CoreType.Func type, HostCode code);
}
