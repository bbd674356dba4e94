package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.witloof.engine.internal.binary.PartIndices;
import dev.witloof.engine.internal.outline.OutlinedModule;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.objectweb.asm.MethodTooLargeException;

/**
 * The functions of one module that are known not to make a JVM method, although the large ones were
 * cut: those that do not fit into one, and those that the outliner says cannot become one.
 */
final class OversizeFunctions {
  private static final String FUNCTION_PREFIX = "func_";

  /** Bytes of JVM code that a method may have. */
  private static final int METHOD_CODE = 1 << 16;

  /** The estimate from which on a function hardly fits. */
  private static final int HOPELESS = METHOD_CODE * 3;

  /**
   * Failures in a class before functions are given to the interpreter by their size alone, so that
   * a hostile module cannot make compiling go on.
   */
  private static final int PATIENCE = 6;

  private final OutlinedModule module;
  private final CodeLayout layout;
  private final Set<Integer> functions;
  private final Map<Integer, Integer> failures = new HashMap<>();

  /**
   * @param known those of them that are known from the start
   */
  OversizeFunctions(OutlinedModule module, CodeLayout layout, Set<Integer> known) {
    this.module = module;
    this.layout = layout;
    this.functions = new TreeSet<>(known);
  }

  /** Those of a module that can be told without compiling it. */
  static Set<Integer> known(OutlinedModule module) {
    Set<Integer> functions = new TreeSet<>();
    int imported = module.importedFunctions();
    for (int i = 0; i < module.codeSizes().length; i++) {
      if (module.codeSizes()[i] > HOPELESS) {
        functions.add(imported + i);
      }
    }
    module.uncompilable().keySet().forEach(i -> functions.add(imported + i));
    return functions;
  }

  /** Their indices. */
  Set<Integer> functions() {
    return Collections.unmodifiableSet(functions);
  }

  /**
   * Adds the function that the compiler gave up on; any other failure is thrown on. After some in
   * the same class, all of its functions of half that size go with it.
   *
   * @param indices those that the compiler was given
   */
  void add(ChicoryException failure, PartIndices indices) {
    if (!(failure.getCause() instanceof MethodTooLargeException cause
        && cause.getMethodName().startsWith(FUNCTION_PREFIX))) {
      throw failure;
    }
    int function = indices.inModule(GeneratedCode.number(cause.getMethodName()));
    functions.add(function);
    int index = layout.classOf(function);
    if (failures.merge(index, 1, Integer::sum) > PATIENCE) {
      int half = module.codeSizes()[function - module.importedFunctions()] / 2;
      addLargerThan(half, i -> layout.classOf(i) == index);
    }
  }

  private void addLargerThan(int size, IntPredicate among) {
    for (int i = 0; i < module.codeSizes().length; i++) {
      int function = module.importedFunctions() + i;
      if (module.codeSizes()[i] > size && among.test(function)) {
        functions.add(function);
      }
    }
  }
}
