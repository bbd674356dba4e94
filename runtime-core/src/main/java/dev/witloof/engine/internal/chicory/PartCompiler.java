package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.ClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.PartIndices;
import dev.witloof.engine.internal.chicory.CodeLayout.Part;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.outline.OutlinedModule;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compiles a module by parts, each by a run of Chicory's compiler over a copy of the module in
 * which only the functions of that part have bodies. So parts can be compiled at the same time, and
 * no more of the module is parsed at a time than they hold. Those functions come first in that
 * copy, since the compiler begins with the first.
 */
final class PartCompiler {
  /** Functions of a class, when they have no code and the class is thrown away. A power of two. */
  private static final int DISPATCHED_TOGETHER = 2048;

  private static final ByteBuffer NO_SEGMENTS = ByteBuffer.allocate(0);
  private static final BitSet NO_TYPES = new BitSet(0);

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
    int end = layout.firstFunction(part.endClass());
    OversizeFunctions oversize =
        new OversizeFunctions(
            outlined, layout, filtered(known, layout.firstFunction(part.firstClass()), end));
    Map<String, byte[]> classes = new TreeMap<>();
    int next = part.firstClass();
    while (next < part.endClass()) {
      PartIndices indices = layout.indicesFrom(next);
      // Those of imported functions are compiled anew each time, as they come first.
      int firstGroup = Math.min(next, layout.importClasses());
      int groups = part.endClass() - next;
      ChunkClasses wanted =
          new ChunkClasses(
              group -> group >= firstGroup && group < firstGroup + groups, groups, job::check);
      try {
        run(
            parsed(indices, layout.firstFunction(next), end),
            compiled(oversize.functions(), indices),
            layout.functionsPerClass(),
            wanted::open);
      } catch (ChunkClasses.Ended e) {
        if (e.tooLarge) {
          job.release(classes.values());
          return new Result(layout.withSmallerClasses(), Map.of(), Set.of());
        }
      } catch (ChicoryException e) {
        oversize.add(e, indices);
      }
      next += wanted.found().size();
      Placement placement =
          new Placement(
              layout, layout.functionsPerClass(), indices::inModule, outlined::isPart, NO_TYPES);
      wanted.found().values().forEach(bytes -> finish(bytes, placement, classes));
    }
    return new Result(layout, classes, oversize.functions());
  }

  /** The module of a part, with the bodies of those functions. */
  private WasmModule parsed(PartIndices indices, int first, int end) {
    List<Integer> defined = IntStream.range(first, end).map(indices::inPart).boxed().toList();
    return ModuleParser.parse(bodies.part(indices, first, end), NO_SEGMENTS, defined).module();
  }

  private static Set<Integer> compiled(Set<Integer> functions, PartIndices indices) {
    return functions.stream().map(indices::inPart).collect(Collectors.toSet());
  }

  private static Set<Integer> filtered(Set<Integer> functions, int first, int end) {
    Set<Integer> result = new TreeSet<>(functions);
    result.removeIf(function -> function < first || function >= end);
    return result;
  }

  /**
   * Compiles what is not the code of a function.
   *
   * @param interpreted all functions without code
   * @throws InvalidModule when they are too many
   */
  Result dispatch(Set<Integer> interpreted) {
    if (interpreted.size() > ModuleLimits.INTERPRETED) {
      throw new InvalidModule(
          Kind.LIMIT,
          "%d functions cannot be compiled to methods of the JVM; the limit is %d; run the component interpreted"
              .formatted(interpreted.size(), ModuleLimits.INTERPRETED));
    }
    WasmModule module = ModuleParser.parseDeclarations(bodies.declarations());
    Map<String, byte[]> classes = new TreeMap<>();
    Placement placement =
        new Placement(
            layout,
            DISPATCHED_TOGETHER,
            function -> function,
            outlined::isPart,
            bodies.indirectTypes());
    run(module, interpreted, DISPATCHED_TOGETHER, CheckedClasses::new)
        .forEach(
            (name, bytes) -> {
              String internalName = name.replace('.', '/');
              if (!GeneratedCode.isGroup(internalName) && !GeneratedCode.isHelper(internalName)) {
                finish(bytes, placement, classes);
              }
            });
    return new Result(layout, classes, interpreted);
  }

  /**
   * The classes of a whole module. Chicory's public builder does not let classes be changed before
   * they are loaded, and loads each twice.
   */
  private static Map<String, byte[]> run(
      WasmModule module,
      Set<Integer> interpreted,
      int functionsPerClass,
      Supplier<ClassCollector> collectors) {
    return Compiler.builder(module)
        .withInterpreterFallback(InterpreterFallback.FAIL)
        .withInterpretedFunctions(interpreted)
        .withMaxFunctionsPerClass(functionsPerClass)
        .withClassCollectorFactory(collectors)
        .build()
        .compile()
        .classBytes();
  }

  /** Keeps all classes, and asks for each whether the job shall go on. */
  private final class CheckedClasses extends ByteClassCollector {
    @Override
    public void put(String className, byte[] bytes) {
      job.check();
      super.put(className, bytes);
    }

    @Override
    public byte[] resolve(Class<?> type) {
      return ChunkClasses.NO_HELPERS;
    }
  }

  private void finish(byte[] bytes, Placement placement, Map<String, byte[]> classes) {
    job.check();
    MeteredClasses.adapt(bytes, placement)
        .forEach(
            (name, adapted) -> {
              job.retain(adapted);
              classes.put(name, adapted);
            });
  }
}
