package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine.Mode;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.EngineOptions.Timing;
import dev.witloof.engine.internal.compile.BackgroundJobs;
import dev.witloof.engine.internal.compile.BudgetExceeded;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileThreads;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.rewrite.CommonTypes;
import dev.witloof.engine.internal.rewrite.ModuleRewriter;
import dev.witloof.engine.internal.validate.CheckedModule;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Gives checked modules the code that the engine's options ask for: now, or in the background. */
final class Preparation {
  private final EngineOptions options;
  private final OutlineThreshold threshold;
  private final CompileThreads threads;
  private final BackgroundJobs background = new BackgroundJobs();
  private final CompileReporter reporter;

  /**
   * @param threshold from which on functions are cut
   */
  Preparation(EngineOptions options, OutlineThreshold threshold) {
    this.options = options;
    this.threshold = threshold;
    this.threads = new CompileThreads(options.parallelism());
    this.reporter = new CompileReporter(options.listener());
  }

  /** The modules of one component, in their order. */
  List<CoreModule> prepare(List<CheckedModule> modules, CommonTypes types) {
    if (options.mode() == Mode.INTERPRETER) {
      return fixed(modules, interpreted(modules, types));
    }
    return options.timing() == Timing.BACKGROUND
        ? switched(modules, types)
        : fixed(modules, compiled(modules, types));
  }

  private List<CoreModule> switched(List<CheckedModule> modules, CommonTypes types) {
    List<SwitchedCode> codes = interpreted(modules, types).stream().map(SwitchedCode::new).toList();
    background.execute(
        new BackgroundCompilation(
            new ComponentCompiler(modules, types, threshold, threads, Thread.MIN_PRIORITY),
            options.budget(),
            reporter,
            codes));
    return modules(modules, codes);
  }

  private List<ModuleCode> compiled(List<CheckedModule> modules, CommonTypes types) {
    CompileJob job = new CompileJob(options.budget(), () -> false);
    try {
      List<ModuleCode> code =
          new ComponentCompiler(modules, types, threshold, threads, Thread.NORM_PRIORITY)
              .compile(job);
      reporter.compiled(modules.size(), job);
      return code;
    } catch (BudgetExceeded e) {
      if (options.budget().excess() == Excess.INTERPRET) {
        reporter.interpreted(modules.size(), job, e.refusal());
        return interpreted(modules, types);
      }
      reporter.failed(modules.size(), job, e.refusal());
      throw e.refusal();
    } catch (RuntimeException e) {
      reporter.failed(modules.size(), job, e);
      throw e;
    }
  }

  private List<ModuleCode> interpreted(List<CheckedModule> modules, CommonTypes types) {
    return IntStream.range(0, modules.size())
        .mapToObj(i -> Refusals.guarded(i, () -> interpreted(modules.get(i), types)))
        .toList();
  }

  private ModuleCode interpreted(CheckedModule module, CommonTypes types) {
    byte[] metered = ModuleRewriter.rewrite(module.decoded(), types);
    if (options.mode() == Mode.COMPILER) {
      // Only code that is compiled has to be cut.
      return ModuleCode.interpreted(metered);
    }
    return ModuleCode.interpreted(
        Outliner.outline(metered, module.uses().blocksWithParameters(), threshold).bytes());
  }

  private static List<CoreModule> fixed(List<CheckedModule> modules, List<ModuleCode> codes) {
    return modules(modules, codes.stream().<Supplier<ModuleCode>>map(code -> () -> code).toList());
  }

  private static List<CoreModule> modules(
      List<CheckedModule> modules, List<? extends Supplier<ModuleCode>> codes) {
    return IntStream.range(0, modules.size())
        .<CoreModule>mapToObj(
            i -> {
              CheckedModule module = modules.get(i);
              return new ChicoryModule(
                  module.decoded().withoutBytes(), module.type(), codes.get(i));
            })
        .toList();
  }
}
