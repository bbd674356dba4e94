package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.internal.Compiler;
import dev.witloof.engine.InterpretedFunction.Reason;
import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.chicory.PartCompiler.Result;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileTask;
import dev.witloof.engine.internal.outline.OutlinedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way of one module to its classes, in rounds of tasks that can be done at the same time. One
 * round suffices, unless a class turns out too large, or a function too large for a method.
 *
 * <p>Nothing that comes out depends on the order in which tasks are done.
 */
final class ModuleTranslation {
  /** Heap for a byte of code while it is compiled. */
  private static final long MEMORY_PER_BYTE = 64;

  /** Heap for a function of the module, be it in the part that is compiled or not. */
  private static final long MEMORY_PER_FUNCTION = 1024;

  private static final long LEAST_MEMORY = 1 << 20;

  private final Translatable module;
  private final ModuleBodies bodies;

  /** Heap of what is parsed again for each part. */
  private final long declarations;

  private final CompileJob job;
  private final Map<String, byte[]> classes = new TreeMap<>();
  private CodeLayout layout;
  private final Set<Integer> interpreted;
  private boolean functionsDone;
  private Optional<Set<Integer>> dispatched = Optional.empty();

  ModuleTranslation(Translatable module, CompileJob job) {
    this.module = module;
    this.bodies = module.bodies();
    this.declarations = ParsedHeap.withoutBodies(bodies.declarations()).bytes();
    this.job = job;
    this.interpreted = OversizeFunctions.known(module.outlined());
    this.layout = CodeLayout.of(bodies);
  }

  /** What has to be done next; nothing when the module is translated. */
  List<CompileTask<Result>> tasks() {
    List<CompileTask<Result>> tasks = new ArrayList<>();
    PartCompiler compiler = new PartCompiler(module, layout, job);
    Set<Integer> known = Set.copyOf(interpreted);
    if (!dispatched.equals(Optional.of(interpreted))) {
      tasks.add(new CompileTask<>(memory(0), () -> compiler.dispatch(new TreeSet<>(known))));
    }
    if (!functionsDone) {
      for (CodeLayout.Part part : layout.parts(bodies)) {
        tasks.add(new CompileTask<>(memory(part.code()), () -> compiler.functions(part, known)));
      }
    }
    return tasks;
  }

  private long memory(long code) {
    return LEAST_MEMORY
        + declarations
        + MEMORY_PER_BYTE * code
        + MEMORY_PER_FUNCTION * bodies.functions();
  }

  /** Takes what the tasks of a round came to. */
  void accept(List<Result> results) {
    CodeLayout needed = layout;
    for (Result result : results) {
      needed = needed.and(result.layout());
    }
    if (!needed.equals(layout)) {
      layout = needed;
      functionsDone = false;
      dispatched = Optional.empty();
      results.forEach(result -> job.release(result.classes().values()));
      return;
    }
    for (Result result : results) {
      classes.putAll(result.classes());
      interpreted.addAll(result.interpreted());
      if (result.classes().containsKey(Compiler.DEFAULT_CLASS_NAME)) {
        dispatched = Optional.of(result.interpreted());
      }
    }
    functionsDone = true;
  }

  /** The classes, once there are no tasks left. */
  CompiledCode code() {
    return new CompiledCode(
        Compiler.DEFAULT_CLASS_NAME,
        classes,
        interpreted.stream().toList(),
        origins(),
        LargeMethods.count(classes.values()));
  }

  /** What is interpreted, by the functions of the original module; what comes first says why. */
  private SortedMap<Integer, Reason> origins() {
    OutlinedModule outlined = module.outlined();
    SortedMap<Integer, Reason> origins = new TreeMap<>();
    for (int function : interpreted) {
      origins.putIfAbsent(outlined.origin(function), outlined.reason(function));
    }
    return origins;
  }
}
