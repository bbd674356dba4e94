package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.internal.compile.BudgetExceeded;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Makes refusals of whatever goes wrong with a module. */
final class Refusals {
  private Refusals() {}

  /**
   * The result of a step for a module of a component.
   *
   * <p>Whatever is thrown is about this module, which is valid: Chicory reports what it cannot
   * parse or compile by several exception classes, where the JVM checks assertions by those too,
   * and may also run out of stack or heap on one.
   *
   * @throws InvalidModule naming the module's position
   */
  static <T> T guarded(int position, Supplier<T> step) {
    try {
      return placed(position, step);
    } catch (InvalidModule | BudgetExceeded | CancellationException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      String most = "%d MiB".formatted(Runtime.getRuntime().maxMemory() >> 20);
      throw new InvalidModule(
              Kind.LIMIT,
              "preparing the module wants more than was left of the JVM's heap of "
                  + most
                  + "; give it more by -Xmx, or leave the component out",
              e)
          .in(place(position));
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      throw new InvalidModule(Kind.LIMIT, "the engine refuses the module: " + e, e)
          .in(place(position));
    }
  }

  /** The result of a step; refusals get the module's position. */
  static <T> T placed(int position, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidModule e) {
      throw e.in(place(position));
    }
  }

  /** How messages call a module. */
  static String place(int position) {
    return "core module " + position;
  }
}
