package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.internal.compile.BudgetExceeded;
import dev.witloof.engine.internal.compile.CompileJob;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Compiles modules that can run already, and gives them their code. It ends early when it is
 * stopped; and as it holds on to none of the modules, when nobody else does.
 */
final class BackgroundCompilation implements Runnable {
  private final Function<CompileJob, ComponentCode> compilation;
  private final CompileBudget budget;
  private final CompileReporter reporter;
  private final List<WeakReference<SwitchedCode>> codes;
  private volatile boolean stopped;

  /**
   * @param compilation makes that code
   * @param codes of the modules that shall get it
   */
  BackgroundCompilation(
      Function<CompileJob, ComponentCode> compilation,
      CompileBudget budget,
      CompileReporter reporter,
      List<SwitchedCode> codes) {
    this.compilation = compilation;
    this.budget = budget;
    this.reporter = reporter;
    this.codes = codes.stream().map(WeakReference::new).toList();
  }

  @Override
  public void run() {
    CompileJob job = new CompileJob(budget, this::isUnwanted);
    ComponentCode compiled;
    try {
      job.check();
      compiled = compilation.apply(job);
    } catch (BudgetExceeded e) {
      giveUp(job, e.refusal());
      return;
    } catch (RuntimeException | Error e) {
      // Whatever it is, the modules can run; this thread has nobody else to tell.
      giveUp(job, e);
      return;
    }
    List<Supplier<ModuleCode>> suppliers = compiled.each();
    each((code, i) -> code.replace(suppliers.get(i)));
    reporter.compiled(compiled, job);
  }

  /** Lets it end as soon as it can, or as soon as it begins. */
  void stop() {
    stopped = true;
  }

  private void giveUp(CompileJob job, Throwable failure) {
    each((code, i) -> code.keep());
    reporter.failed(codes.size(), job, failure, Excess.INTERPRET);
  }

  private void each(ObjIntConsumer<SwitchedCode> change) {
    for (int i = 0; i < codes.size(); i++) {
      SwitchedCode code = codes.get(i).get();
      if (code != null) {
        change.accept(code, i);
      }
    }
  }

  private boolean isUnwanted() {
    return stopped || codes.stream().map(WeakReference::get).noneMatch(Objects::nonNull);
  }
}
