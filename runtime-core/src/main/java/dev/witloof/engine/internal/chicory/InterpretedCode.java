package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a module that are interpreted. Shared by its instances, and by threads, which
 * may find out the same about a function at the same time.
 */
final class InterpretedCode {
  private final BitSet functions = new BitSet();

  /** What is known of functions that have been called. */
  private final @Nullable InterpretedFrame[] frames;

  private InterpretedCode(WasmModule module) {
    int imported = module.importSection().count(ExternalType.FUNCTION);
    frames = new InterpretedFrame[imported + module.functionSection().functionCount()];
  }

  /** Makes machines for instances of a module all of whose functions are interpreted. */
  static Function<Instance, Machine> machines(WasmModule module) {
    InterpretedCode code = new InterpretedCode(module);
    code.functions.set(0, code.frames.length);
    return instance ->
        (function, arguments) -> new GuestInterpreter(instance, code).call(function, arguments);
  }

  /**
   * Makes machines for instances of a module some of whose functions are interpreted.
   *
   * @param compiled makes those of the others
   * @param functions their indices
   */
  static Function<Instance, Machine> machines(
      WasmModule module, Function<Instance, Machine> compiled, List<Integer> functions) {
    if (functions.isEmpty()) {
      return compiled;
    }
    InterpretedCode code = new InterpretedCode(module);
    functions.forEach(code.functions::set);
    return instance -> {
      Machine others = compiled.apply(instance);
      return (function, arguments) ->
          code.has(function)
              ? new GuestInterpreter(instance, code).call(function, arguments)
              : others.call(function, arguments);
    };
  }

  /** Whether a function is one of them. */
  boolean has(int function) {
    return functions.get(function);
  }

  /** What a call of a function takes. */
  InterpretedFrame frame(Instance instance, int function) {
    InterpretedFrame frame = frames[function];
    if (frame == null) {
      frame = InterpretedFrame.of(instance, function);
      frames[function] = frame;
    }
    return frame;
  }
}
