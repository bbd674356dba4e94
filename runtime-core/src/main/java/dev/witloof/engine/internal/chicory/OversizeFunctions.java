package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import dev.witloof.engine.internal.outline.OutlinedModule;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.objectweb.asm.MethodTooLargeException;

/**
 * The functions of one module that are known not to make a JVM method, although the large ones were
 * cut: those that do not fit into one, and those of blocks with parameters.
 */
final class OversizeFunctions {
  private static final String FUNCTION_PREFIX = "func_";

  /** Bytes of JVM code that a method may have. */
  private static final int METHOD_CODE = 1 << 16;

  /** The estimate from which on a function may not fit, and from which on it hardly can. */
  private static final int SUSPECT = METHOD_CODE / 2;

  private static final int HOPELESS = METHOD_CODE * 3;

  /**
   * Failures before functions are given to the interpreter by their size alone, so that a hostile
   * module cannot make compiling go on.
   */
  private static final int PATIENCE = 6;

  private final OutlinedModule module;
  private final Set<Integer> functions = new HashSet<>();
  private int failures;

  OversizeFunctions(OutlinedModule module) {
    this.module = module;
    int imported = module.importedFunctions();
    for (int i = 0; i < count(); i++) {
      if (module.codeSizes()[i] > HOPELESS) {
        functions.add(imported + i);
      }
    }
    module.blockParameters().stream().forEach(i -> functions.add(imported + i));
  }

  private int count() {
    return module.codeSizes().length;
  }

  /** Their indices. */
  Set<Integer> functions() {
    return Collections.unmodifiableSet(functions);
  }

  /** Whether there may be others than those known from the start. */
  boolean arePossible() {
    return IntStream.range(0, count()).anyMatch(this::isSuspect);
  }

  /** The module with no code but that of the suspects: for compiling, not for running. */
  WasmModule suspectsAlone(WasmModule parsed) {
    CodeSection.Builder code = CodeSection.builder();
    for (int i = 0; i < count(); i++) {
      FunctionBody body = parsed.codeSection().getFunctionBody(i);
      code.addFunctionBody(isSuspect(i) ? body : ModuleParser.EMPTY);
    }
    return WasmModule.builder()
        .setTypeSection(parsed.typeSection())
        .setImportSection(parsed.importSection())
        .setFunctionSection(parsed.functionSection())
        .setTableSection(parsed.tableSection())
        .setMemorySection(parsed.memorySection().orElse(null))
        .setGlobalSection(parsed.globalSection())
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
      addLargerThan(module.codeSizes()[function - module.importedFunctions()] / 2);
    }
  }

  private boolean isSuspect(int body) {
    int code = module.codeSizes()[body];
    return code > SUSPECT && code <= HOPELESS;
  }

  private void addLargerThan(int size) {
    for (int i = 0; i < count(); i++) {
      if (module.codeSizes()[i] > size) {
        functions.add(module.importedFunctions() + i);
      }
    }
  }
}
