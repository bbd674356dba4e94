package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.ClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.internal.validate.CheckedModule;
import java.util.function.Function;

/**
 * A module compiled to JVM classes, which all its instances share. Functions whose code exceeds the
 * JVM's method size stay interpreted, and so do those with blocks that take parameters.
 *
 * @param machines makes the machine of an instance
 * @param interpreted how many functions stay interpreted
 */
record CompiledMachines(Function<Instance, Machine> machines, int interpreted) {

  /**
   * Compiles a module.
   *
   * <p>Which functions are too large shows only when they are compiled, one of them each time. They
   * are looked for among the suspects alone, as the whole module would have to be compiled again
   * for each; should that let one pass, the whole module is.
   */
  static CompiledMachines compile(WasmModule module, CheckedModule checked) {
    OversizeFunctions oversize = new OversizeFunctions(checked);
    if (oversize.arePossible()) {
      translate(oversize.suspectsAlone(module), oversize);
    }
    ClassCollector classes = translate(module, oversize);
    return new CompiledMachines(
        MeteredClasses.load(classes).machineFactory(), oversize.functions().size());
  }

  /** Compiles a module without its oversize functions, which it finds out. */
  private static ClassCollector translate(WasmModule module, OversizeFunctions oversize) {
    while (true) {
      try {
        // Chicory's public builder does not let classes be changed before they are loaded, and
        // loads each twice.
        return Compiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.FAIL)
            .withInterpretedFunctions(oversize.functions())
            .withClassCollectorFactory(ByteClassCollector::new)
            .build()
            .compile()
            .collector();
      } catch (ChicoryException e) {
        oversize.add(e);
      }
    }
  }
}
