package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileTask;
import dev.witloof.engine.internal.compile.CompileThreads;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.validate.CheckedModule;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Compiles the modules of components: meters, cuts, translates and loads them, on all cores. */
final class ComponentCompiler {
  /** Heap for a byte of a module while it is metered and cut. */
  private static final long METERING = 8;

  /** Heap for a byte of a module while its classes are loaded. */
  private static final long LOADING = 2;

  private final OutlineThreshold threshold;
  private final CompileThreads threads;
  private final int priority;

  /**
   * @param threshold from which on functions are cut
   * @param priority of the threads that compile
   */
  ComponentCompiler(OutlineThreshold threshold, CompileThreads threads, int priority) {
    this.threshold = threshold;
    this.threads = threads;
    this.priority = priority;
  }

  /**
   * Compiles the modules of a component.
   *
   * @throws dev.witloof.engine.InvalidModule when one cannot be compiled
   * @throws dev.witloof.engine.internal.compile.BudgetExceeded when it takes more than the budget
   * @throws java.util.concurrent.CancellationException when the job ends before
   */
  List<Prepared> compile(CheckedComponent component, CompileJob job) {
    IntToLongFunction size = i -> component.modules().get(i).size();
    int count = component.modules().size();
    List<Translatable> cut =
        each(count, job, i -> METERING * size.applyAsLong(i), i -> cut(component, i, job));
    List<CompiledCode> code = new Translator(threads, priority, job).translate(cut);
    return each(
        count,
        job,
        i -> LOADING * size.applyAsLong(i),
        i -> loaded(component.modules().get(i), cut.get(i).outlined(), code.get(i), job));
  }

  private Translatable cut(CheckedComponent component, int module, CompileJob job) {
    OutlinedModule outlined =
        Outliner.outline(
            component.metered(module, job::check),
            component.modules().get(module).uses().uncompilable(),
            threshold,
            job::check);
    return new Translatable(
        outlined, ModuleBodies.of(outlined.bytes(), outlined.importedFunctions()));
  }

  private static Prepared loaded(
      CheckedModule module, OutlinedModule cut, CompiledCode code, CompileJob job) {
    return new Prepared(
        ModuleCode.compiled(module.decoded().bytes(), cut, code, job),
        cut.importedFunctions(),
        cut.bytes(),
        code);
  }

  private <T> List<T> each(
      int count, CompileJob job, IntToLongFunction memory, IntFunction<T> step) {
    List<CompileTask<T>> tasks =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new CompileTask<T>(
                        memory.applyAsLong(i), () -> Refusals.guarded(i, () -> step.apply(i))))
            .toList();
    return threads.run(job, priority, tasks);
  }
}
