package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.validate.CheckedModule;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.MethodTooLargeException;

/**
 * The functions that are known not to make a JVM method: those that do not fit into one, and those
 * of blocks with parameters. Chicory's compiler forgets to drop the parameters of a block that a
 * branch leaves, and the JVM then refuses the class; toolchains hardly ever make such blocks.
 */
final class OversizeFunctions {
  private static final String FUNCTION_PREFIX = "func_";

  /** Bytes of JVM code that a method may have. */
  private static final int METHOD_CODE = 1 << 16;

  /**
   * Failures in a class before functions are given to the interpreter by their size alone, so that
   * a hostile module cannot make compiling go on.
   */
  private static final int PATIENCE = 6;

  private final ModuleBodies bodies;
  private final CodeLayout layout;
  private final Set<Integer> functions;
  private final Map<Integer, Integer> failures = new HashMap<>();

  /**
   * @param known those of them that are known from the start
   */
  OversizeFunctions(ModuleBodies bodies, CodeLayout layout, Set<Integer> known) {
    this.bodies = bodies;
    this.layout = layout;
    this.functions = new TreeSet<>(known);
  }

  /** Those of a module that can be told without compiling it. */
  static Set<Integer> known(CheckedModule checked) {
    DecodedModule decoded = checked.decoded();
    Set<Integer> functions = new TreeSet<>();
    int imported = decoded.imported(Kind.FUNCTION);
    for (int i = 0; i < decoded.bodies().size(); i++) {
      if (checked.estimate().code(i) > METHOD_CODE) {
        functions.add(imported + i);
      }
    }
    checked.uses().blocksWithParameters().stream().forEach(i -> functions.add(imported + i));
    return functions;
  }

  /** Their indices. */
  Set<Integer> functions() {
    return Collections.unmodifiableSet(functions);
  }

  /**
   * Adds the function that the compiler gave up on; any other failure is thrown on. After some in
   * the same class, all of its functions of half that size go with it.
   */
  void add(ChicoryException failure) {
    if (!(failure.getCause() instanceof MethodTooLargeException cause
        && cause.getMethodName().startsWith(FUNCTION_PREFIX))) {
      throw failure;
    }
    int function = Integer.parseInt(cause.getMethodName().substring(FUNCTION_PREFIX.length()));
    functions.add(function);
    if (failures.merge(layout.classOf(function), 1, Integer::sum) > PATIENCE) {
      addLikeIt(function);
    }
  }

  private void addLikeIt(int function) {
    int imported = bodies.importedFunctions();
    int size = bodies.size(function - imported) / 2;
    int first = layout.classOf(function) * layout.functionsPerClass();
    int end = Math.min(bodies.functions(), first + layout.functionsPerClass());
    for (int i = Math.max(first, imported); i < end; i++) {
      if (bodies.size(i - imported) > size) {
        functions.add(i);
      }
    }
  }
}
