package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.ClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.chicory.CodeLayout.Part;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.outline.OutlinedModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Compiles a module by parts, each by a run of Chicory's compiler over a copy of the module in
 * which only the functions of that part have bodies. So parts can be compiled at the same time, and
 * no more of the module is parsed at a time than they hold.
 */
final class PartCompiler {
  private static final String GROUP = Compiler.DEFAULT_CLASS_NAME + "FuncGroup_";

  private static final ByteBuffer NO_SEGMENTS = ByteBuffer.allocate(0);

  private final OutlinedModule outlined;
  private final ModuleBodies bodies;
  private final CodeLayout layout;
  private final CompileJob job;

  PartCompiler(Translatable module, CodeLayout layout, CompileJob job) {
    this.outlined = module.outlined();
    this.bodies = module.bodies();
    this.layout = layout;
    this.job = job;
  }

  /**
   * What compiling a part comes to.
   *
   * @param layout the one that the module has to be compiled by; classes are void if it is another
   *     than they were compiled by
   * @param classes by name, as the JVM shall load them
   * @param interpreted the functions without code that the classes know of
   */
  record Result(CodeLayout layout, Map<String, byte[]> classes, Set<Integer> interpreted) {}

  /**
   * Compiles the functions of a part.
   *
   * @param known functions that shall have no code
   */
  Result functions(Part part, Set<Integer> known) {
    IntPredicate inPart =
        function -> {
          int index = layout.classOf(function);
          return index >= part.firstClass() && index < part.endClass();
        };
    OversizeFunctions oversize = new OversizeFunctions(outlined, layout, filtered(known, inPart));
    WasmModule module = parsed(IntStream.range(0, bodies.functions()).filter(inPart));
    Map<String, byte[]> classes = new TreeMap<>();
    int next = part.firstClass();
    while (next < part.endClass()) {
      ChunkClasses wanted =
          new ChunkClasses(
              IntStream.range(next, part.endClass()).mapToObj(i -> GROUP + i).toList(),
              layout.bridges(),
              job::check);
      try {
        run(module, oversize.functions(), wanted::open);
      } catch (ChunkClasses.Ended e) {
        if (e.tooLarge) {
          job.release(classes.values());
          return new Result(layout.withSmallerClasses(), Map.of(), Set.of());
        }
      } catch (ChicoryException e) {
        oversize.add(e);
      }
      next += wanted.found().size();
      wanted.found().forEach((name, bytes) -> classes.put(name, finished(bytes)));
    }
    return new Result(layout, classes, oversize.functions());
  }

  /** The module with the bodies of those functions. */
  private WasmModule parsed(IntStream functions) {
    List<Integer> defined =
        functions.filter(function -> function >= bodies.importedFunctions()).boxed().toList();
    return ModuleParser.parse(bodies.declarationsWith(defined), NO_SEGMENTS, defined);
  }

  private static Set<Integer> filtered(Set<Integer> functions, IntPredicate filter) {
    Set<Integer> result = new TreeSet<>(functions);
    result.removeIf(function -> !filter.test(function));
    return result;
  }

  /**
   * Compiles what is not the code of a function.
   *
   * @param interpreted all functions without code
   */
  Result dispatch(Set<Integer> interpreted) {
    WasmModule module = parsed(IntStream.empty());
    Map<String, byte[]> classes = new TreeMap<>();
    boolean bridges = false;
    for (Map.Entry<String, byte[]> each :
        run(module, interpreted, ByteClassCollector::new).entrySet()) {
      String name = each.getKey();
      bridges |= GeneratedCode.isBridge(name);
      if (!name.startsWith(GROUP) && !GeneratedCode.isHelper(name)) {
        // Chicory names some of its classes as class files do.
        classes.put(name.replace('/', '.'), finished(each.getValue()));
      }
    }
    return new Result(bridges ? layout.withBridges() : layout, classes, interpreted);
  }

  /**
   * The classes of a whole module. Chicory's public builder does not let classes be changed before
   * they are loaded, and loads each twice.
   */
  private Map<String, byte[]> run(
      WasmModule module, Set<Integer> interpreted, Supplier<ClassCollector> collectors) {
    return Compiler.builder(module)
        .withInterpreterFallback(InterpreterFallback.FAIL)
        .withInterpretedFunctions(interpreted)
        .withMaxFunctionsPerClass(layout.functionsPerClass())
        .withClassCollectorFactory(collectors)
        .build()
        .compile()
        .classBytes();
  }

  private byte[] finished(byte[] bytes) {
    byte[] adapted = MeteredClasses.adapt(bytes);
    job.retain(adapted);
    return adapted;
  }
}
