package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.MethodTooLargeException;

/** The functions of one module that are known not to fit into a JVM method. */
final class OversizeFunctions {
  private static final String FUNCTION_PREFIX = "func_";

  /** Wasm bytes that make more than the 64 KiB of JVM code a method may have, whatever they are. */
  private static final int CERTAINLY_TOO_LARGE = 1 << 16;

  /**
   * Failures before functions are given to the interpreter by their size alone, so that a hostile
   * module cannot make compiling go on.
   */
  private static final int PATIENCE = 6;

  private final DecodedModule decoded;
  private final Set<Integer> functions = new HashSet<>();
  private int failures;

  OversizeFunctions(DecodedModule decoded) {
    this.decoded = decoded;
    addLargerThan(CERTAINLY_TOO_LARGE);
  }

  /** Their indices. */
  Set<Integer> functions() {
    return Collections.unmodifiableSet(functions);
  }

  /** Whether there may be others than those known from the start. */
  boolean arePossible() {
    return decoded.bodies().stream().anyMatch(LargeFunctions::isLarge);
  }

  /**
   * Adds the function that the compiler gave up on; any other failure is thrown on. After some, all
   * functions of half its size go with it.
   */
  void add(ChicoryException failure) {
    if (!(failure.getCause() instanceof MethodTooLargeException cause
        && cause.getMethodName().startsWith(FUNCTION_PREFIX))) {
      throw failure;
    }
    int function = Integer.parseInt(cause.getMethodName().substring(FUNCTION_PREFIX.length()));
    functions.add(function);
    failures++;
    if (failures > PATIENCE) {
      addLargerThan(decoded.bodies().get(function - decoded.imported(Kind.FUNCTION)).size() / 2);
    }
  }

  private void addLargerThan(int size) {
    int imported = decoded.imported(Kind.FUNCTION);
    for (int i = 0; i < decoded.bodies().size(); i++) {
      if (decoded.bodies().get(i).size() > size) {
        functions.add(imported + i);
      }
    }
  }
}
