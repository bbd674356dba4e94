package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.binary.ModuleBodies;
import java.util.ArrayList;
import java.util.List;

/**
 * How a module's functions are spread over JVM classes, and over tasks. Function {@code i} is in
 * class {@code i / functionsPerClass}. It follows from the module alone: on whatever machine, the
 * same classes come out.
 *
 * @param functionsPerClass a power of two
 * @param bridges whether indirect calls go by classes of their own
 */
record CodeLayout(int functionsPerClass, boolean bridges) {
  /**
   * A class has few functions, as the JVM verifies all of a class when it first needs one of them.
   * Fewer yet would gain little, for each class costs something, too.
   */
  private static final int FEWEST_FUNCTIONS = 4;

  /** Classes of a module, beyond which they get more functions. */
  private static final int MANY_CLASSES = 4096;

  /** Code below which a module is compiled by one task. */
  private static final long LEAST_TASK_CODE = 128 << 10;

  /** Code of a task. */
  private static final long TASK_CODE = 1 << 20;

  /** Tasks that a module is worth: every one of them goes through all its functions. */
  private static final int TASKS = 16;

  /** The layout that a module begins with. */
  static CodeLayout of(ModuleBodies bodies) {
    int functions = Math.max(FEWEST_FUNCTIONS, bodies.functions() / MANY_CLASSES);
    return new CodeLayout(Integer.highestOneBit(functions), false);
  }

  /** A layout for functions that need more constants than a class may have. */
  CodeLayout withSmallerClasses() {
    if (functionsPerClass == 1) {
      throw new IllegalStateException("a function needs more constants than a class may have");
    }
    return new CodeLayout(functionsPerClass / 2, bridges);
  }

  CodeLayout withBridges() {
    return new CodeLayout(functionsPerClass, true);
  }

  /** What suits both a module of this layout and one of the other. */
  CodeLayout and(CodeLayout other) {
    return new CodeLayout(
        Math.min(functionsPerClass, other.functionsPerClass), bridges || other.bridges);
  }

  /** Functions of successive classes, which one task compiles. */
  record Part(int firstClass, int endClass, long code) {}

  /** The classes of a module, in parts that are about equal. */
  List<Part> parts(ModuleBodies bodies) {
    long enough = Math.min(TASK_CODE, Math.max(LEAST_TASK_CODE, bodies.size() / TASKS));
    List<Part> parts = new ArrayList<>();
    int classes = classOf(bodies.functions() - 1) + 1;
    int first = 0;
    long code = 0;
    for (int i = 0; i < classes; i++) {
      long own = code(bodies, i);
      if (i > first && code + own > enough) {
        parts.add(new Part(first, i, code));
        first = i;
        code = 0;
      }
      code += own;
    }
    if (first < classes) {
      parts.add(new Part(first, classes, code));
    }
    return parts;
  }

  int classOf(int function) {
    return Math.floorDiv(function, functionsPerClass);
  }

  private long code(ModuleBodies bodies, int index) {
    int from = Math.max(0, index * functionsPerClass - bodies.importedFunctions());
    int to = Math.min(bodies.count(), (index + 1) * functionsPerClass - bodies.importedFunctions());
    long code = 0;
    for (int i = from; i < to; i++) {
      code += bodies.size(i);
    }
    return code;
  }
}
