package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.binary.PartIndices;
import java.util.ArrayList;
import java.util.List;

/**
 * How a module's functions are spread over JVM classes, and over tasks: first the classes of
 * imported functions, then those of defined ones. It follows from the module alone: on whatever
 * machine, the same classes come out.
 *
 * @param functionsPerClass a power of two
 * @param imported how many functions the module imports
 * @param defined how many functions it defines
 */
record CodeLayout(int functionsPerClass, int imported, int defined) {
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

  /** Tasks that a module is worth: each costs something for every function of the module. */
  private static final int TASKS = 16;

  /** The layout that a module begins with. */
  static CodeLayout of(ModuleBodies bodies) {
    int functions = Math.max(FEWEST_FUNCTIONS, bodies.functions() / MANY_CLASSES);
    return new CodeLayout(
        Integer.highestOneBit(functions), bodies.importedFunctions(), bodies.count());
  }

  /** A layout for functions that need more constants than a class may have. */
  CodeLayout withSmallerClasses() {
    if (functionsPerClass == 1) {
      throw new IllegalStateException("a function needs more constants than a class may have");
    }
    return new CodeLayout(functionsPerClass / 2, imported, defined);
  }

  /** What suits both a module of this layout and one of the other. */
  CodeLayout and(CodeLayout other) {
    return functionsPerClass <= other.functionsPerClass ? this : other;
  }

  int classOf(int function) {
    return function < imported
        ? function / functionsPerClass
        : importClasses() + (function - imported) / functionsPerClass;
  }

  /** Classes of imported functions; those of defined functions are behind them. */
  int importClasses() {
    return (imported + functionsPerClass - 1) / functionsPerClass;
  }

  /** All classes. */
  int classes() {
    return importClasses() + (defined + functionsPerClass - 1) / functionsPerClass;
  }

  /**
   * The indices of a module in which the functions of a class, and those behind it, are the first
   * that are defined. If it is one of imported functions, all are where they were.
   */
  PartIndices indicesFrom(int firstClass) {
    return new PartIndices(
        imported, importClasses() * functionsPerClass, defined, defined(firstClass));
  }

  /** The first defined function that is in a class or behind it, as the module counts them. */
  int firstFunction(int firstClass) {
    return imported + defined(firstClass);
  }

  private int defined(int firstClass) {
    int first = Math.max(0, firstClass - importClasses()) * functionsPerClass;
    return Math.min(first, defined);
  }

  /** Functions of successive classes, which one task compiles. */
  record Part(int firstClass, int endClass, long code) {}

  /** The classes of a module, in parts that are about equal. */
  List<Part> parts(ModuleBodies bodies) {
    long enough = Math.min(TASK_CODE, Math.max(LEAST_TASK_CODE, bodies.size() / TASKS));
    List<Part> parts = new ArrayList<>();
    int first = 0;
    long code = 0;
    for (int i = 0; i < classes(); i++) {
      long own = code(bodies, i);
      if (i > first && code + own > enough) {
        parts.add(new Part(first, i, code));
        first = i;
        code = 0;
      }
      code += own;
    }
    if (first < classes()) {
      parts.add(new Part(first, classes(), code));
    }
    return parts;
  }

  private long code(ModuleBodies bodies, int index) {
    long code = 0;
    for (int i = defined(index); i < defined(index + 1); i++) {
      code += bodies.size(i);
    }
    return code;
  }
}
