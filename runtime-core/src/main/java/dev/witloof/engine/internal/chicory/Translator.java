package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.ClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.internal.outline.OutlinedModule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Translates modules to JVM classes. Functions whose code exceeds the JVM's method size although
 * they were cut stay interpreted.
 */
final class Translator {
  /** Changes whenever the same module is translated to other code. Part of the cache's key. */
  static final int VERSION = 1;

  private Translator() {}

  /**
   * Translates a module.
   *
   * <p>Which functions are too large shows only when they are compiled, one of them each time. They
   * are looked for among the suspects alone, as the whole module would have to be compiled again
   * for each; should that let one pass, the whole module is.
   */
  static CompiledCode translate(WasmModule module, OutlinedModule outlined) {
    OversizeFunctions oversize = new OversizeFunctions(outlined);
    if (oversize.arePossible()) {
      compile(oversize.suspectsAlone(module), oversize);
    }
    ClassCollector compiled = compile(module, oversize);
    Map<String, byte[]> classes = new TreeMap<>();
    compiled
        .classBytes()
        .forEach((name, bytes) -> classes.put(name, MeteredClasses.adapt(name, bytes)));
    List<Integer> interpreted = oversize.functions().stream().sorted().toList();
    return new CompiledCode(
        compiled.mainClassName(),
        classes,
        interpreted,
        interpreted.stream().map(outlined::origin).distinct().sorted().toList(),
        LargeMethods.count(classes.values()));
  }

  /** Compiles a module without its oversize functions, which it finds out. */
  private static ClassCollector compile(WasmModule module, OversizeFunctions oversize) {
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
