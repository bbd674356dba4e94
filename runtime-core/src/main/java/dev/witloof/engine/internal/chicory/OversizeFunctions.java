package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import dev.witloof.engine.internal.validate.CheckedModule;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.objectweb.asm.MethodTooLargeException;

/**
 * The functions of one module that are known not to make a JVM method: those that do not fit into
 * one, and those of blocks with parameters. Chicory's compiler forgets to drop the parameters of a
 * block that a branch leaves, and the JVM then refuses the class; toolchains hardly ever make such
 * blocks.
 */
final class OversizeFunctions {
  private static final String FUNCTION_PREFIX = "func_";

  /** Bytes of JVM code that a method may have. */
  private static final int METHOD_CODE = 1 << 16;

  /** The estimate, which is low, from which on a function may not fit. */
  private static final int SUSPECT = METHOD_CODE / 4;

  /**
   * Failures before functions are given to the interpreter by their size alone, so that a hostile
   * module cannot make compiling go on.
   */
  private static final int PATIENCE = 6;

  private final CheckedModule checked;
  private final DecodedModule decoded;
  private final Set<Integer> functions = new HashSet<>();
  private int failures;

  OversizeFunctions(CheckedModule checked) {
    this.checked = checked;
    this.decoded = checked.decoded();
    int imported = decoded.imported(Kind.FUNCTION);
    for (int i = 0; i < decoded.bodies().size(); i++) {
      if (checked.estimate().code(i) > METHOD_CODE) {
        functions.add(imported + i);
      }
    }
    checked.uses().blocksWithParameters().stream().forEach(i -> functions.add(imported + i));
  }

  /** Their indices. */
  Set<Integer> functions() {
    return Collections.unmodifiableSet(functions);
  }

  /** Whether there may be others than those known from the start. */
  boolean arePossible() {
    return IntStream.range(0, decoded.bodies().size()).anyMatch(this::isSuspect);
  }

  /** The module with no code but that of the suspects: for compiling, not for running. */
  WasmModule suspectsAlone(WasmModule module) {
    CodeSection.Builder code = CodeSection.builder();
    for (int i = 0; i < decoded.bodies().size(); i++) {
      FunctionBody body = module.codeSection().getFunctionBody(i);
      code.addFunctionBody(isSuspect(i) ? body : ModuleParser.EMPTY);
    }
    return WasmModule.builder()
        .setTypeSection(module.typeSection())
        .setImportSection(module.importSection())
        .setFunctionSection(module.functionSection())
        .setTableSection(module.tableSection())
        .setMemorySection(module.memorySection().orElse(null))
        .setGlobalSection(module.globalSection())
        .setCodeSection(code.build())
        .build();
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

  private boolean isSuspect(int body) {
    int code = checked.estimate().code(body);
    return code > SUSPECT && code <= METHOD_CODE;
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
