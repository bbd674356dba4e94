package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileTask;
import dev.witloof.engine.internal.compile.CompileThreads;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.rewrite.CommonTypes;
import dev.witloof.engine.internal.rewrite.ModuleRewriter;
import dev.witloof.engine.internal.validate.CheckedModule;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Compiles the modules of one component: meters, translates and loads them, each on all cores. */
final class ComponentCompiler {
  /** Heap for a byte of a module while it is metered. */
  private static final long METERING = 8;

  /** Heap for a byte of a module without bodies, and of a class, while they are loaded. */
  private static final long LOADING = 2;

  private final List<CheckedModule> modules;
  private final CommonTypes types;
  private final OutlineThreshold threshold;
  private final CompileThreads threads;
  private final int priority;

  ComponentCompiler(
      List<CheckedModule> modules,
      CommonTypes types,
      OutlineThreshold threshold,
      CompileThreads threads,
      int priority) {
    this.modules = modules;
    this.types = types;
    this.threshold = threshold;
    this.threads = threads;
    this.priority = priority;
  }

  /**
   * The modules' code, in their order.
   *
   * @throws dev.witloof.engine.InvalidModule when one cannot be compiled
   * @throws dev.witloof.engine.internal.compile.BudgetExceeded when it takes more than the budget
   * @throws java.util.concurrent.CancellationException when the job ends before
   */
  List<ModuleCode> compile(CompileJob job) {
    List<Translatable> metered =
        each(job, i -> METERING * modules.get(i).size(), i -> metered(modules.get(i)));
    List<CompiledCode> code = new Translator(threads, priority, job).translate(metered);
    return each(
        job,
        i -> LOADING * modules.get(i).size(),
        i -> ModuleCode.compiled(metered.get(i).bodies(), code.get(i)));
  }

  private Translatable metered(CheckedModule module) {
    OutlinedModule outlined =
        Outliner.outline(
            ModuleRewriter.rewrite(module.decoded(), types),
            module.uses().blocksWithParameters(),
            threshold);
    return new Translatable(
        outlined, ModuleBodies.of(outlined.bytes(), outlined.importedFunctions()));
  }

  private <T> List<T> each(CompileJob job, IntToLongFunction memory, IntFunction<T> step) {
    List<CompileTask<T>> tasks =
        IntStream.range(0, modules.size())
            .mapToObj(
                i ->
                    new CompileTask<T>(
                        memory.applyAsLong(i), () -> Refusals.guarded(i, () -> step.apply(i))))
            .toList();
    return threads.run(job, priority, tasks);
  }
}
