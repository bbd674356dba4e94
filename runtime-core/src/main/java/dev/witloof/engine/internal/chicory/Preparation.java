package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine.Mode;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.EngineOptions.Timing;
import dev.witloof.engine.internal.cache.DiskCache;
import dev.witloof.engine.internal.compile.BackgroundJobs;
import dev.witloof.engine.internal.compile.BudgetExceeded;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileThreads;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Gives modules the code that the engine's options ask for: now, or in the background. */
final class Preparation {
  private final EngineOptions options;
  private final OutlineThreshold threshold;
  private final Optional<CodeCache> cache;
  private final CompileThreads threads;
  private final BackgroundJobs background = new BackgroundJobs();
  private final CompileReporter reporter;

  /**
   * @param threshold from which on functions are cut
   */
  Preparation(EngineOptions options, OutlineThreshold threshold) {
    this.options = options;
    this.threshold = threshold;
    this.cache = options.cache().map(DiskCache::own).map(disk -> new CodeCache(disk, threshold));
    this.threads = new CompileThreads(options.parallelism());
    this.reporter = new CompileReporter(options.listener());
  }

  /** The modules of one component, in their order. */
  List<? extends CoreModule> prepare(List<OwnModule> modules) {
    if (options.mode() == Mode.INTERPRETER) {
      return fixed(modules, interpreted(CheckedComponent.of(modules), threshold));
    }
    return options.timing() == Timing.BACKGROUND ? switched(modules) : compiled(modules);
  }

  /** What is in the cache went through all checks before it was put there. */
  private List<ChicoryModule> switched(List<OwnModule> modules) {
    return cache.flatMap(known -> known.find(modules)).orElseGet(() -> compiledLater(modules));
  }

  private List<ChicoryModule> compiledLater(List<OwnModule> modules) {
    CheckedComponent component = CheckedComponent.of(modules);
    List<SwitchedCode> codes =
        interpreted(component, OutlineThreshold.NEVER).stream().map(SwitchedCode::new).toList();
    ComponentCompiler compiler = new ComponentCompiler(threshold, threads, Thread.MIN_PRIORITY);
    background.execute(
        new BackgroundCompilation(
            job -> stored(modules, () -> compiler.compile(component, job)),
            options.budget(),
            reporter,
            codes));
    return modules(modules, codes);
  }

  private List<ChicoryModule> stored(
      List<OwnModule> modules, Supplier<List<Prepared>> compilation) {
    return cache
        .map(known -> known.prepare(modules, compilation))
        .orElseGet(() -> compilation.get().stream().map(Prepared::module).toList());
  }

  private List<ChicoryModule> compiled(List<OwnModule> modules) {
    try {
      return stored(modules, () -> compile(CheckedComponent.of(modules)));
    } catch (BudgetExceeded e) {
      if (options.budget().excess() == Excess.REFUSE) {
        throw e.refusal();
      }
      return fixed(modules, interpreted(CheckedComponent.of(modules), OutlineThreshold.NEVER));
    }
  }

  private List<Prepared> compile(CheckedComponent component) {
    int count = component.modules().size();
    CompileJob job = new CompileJob(options.budget(), () -> false);
    try {
      List<Prepared> prepared =
          new ComponentCompiler(threshold, threads, Thread.NORM_PRIORITY).compile(component, job);
      reporter.compiled(count, job);
      return prepared;
    } catch (BudgetExceeded e) {
      reporter.failed(count, job, e.refusal(), options.budget().excess());
      throw e;
    } catch (RuntimeException e) {
      reporter.failed(count, job, e, Excess.REFUSE);
      throw e;
    }
  }

  /** The modules' code for the interpreter; only tests want functions cut for it. */
  private static List<ModuleCode> interpreted(
      CheckedComponent component, OutlineThreshold threshold) {
    return IntStream.range(0, component.modules().size())
        .mapToObj(i -> Refusals.guarded(i, () -> interpreted(component, i, threshold)))
        .toList();
  }

  private static ModuleCode interpreted(
      CheckedComponent component, int module, OutlineThreshold threshold) {
    // What the interpreter runs has no budget: it takes time linear in the module's size.
    Runnable unlimited = () -> {};
    return ModuleCode.interpreted(
        Outliner.outline(
                component.metered(module, unlimited),
                component.modules().get(module).uses().blocksWithParameters(),
                threshold,
                unlimited)
            .bytes());
  }

  private static List<ChicoryModule> fixed(List<OwnModule> modules, List<ModuleCode> codes) {
    return modules(modules, codes.stream().<Supplier<ModuleCode>>map(code -> () -> code).toList());
  }

  private static List<ChicoryModule> modules(
      List<OwnModule> modules, List<? extends Supplier<ModuleCode>> codes) {
    return IntStream.range(0, modules.size())
        .mapToObj(i -> ChicoryModule.of(modules.get(i), codes.get(i)))
        .toList();
  }
}
