package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.internal.compile.BudgetExceeded;
import dev.witloof.engine.internal.compile.CompileJob;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Compiles modules that can run already, and gives them their code. It holds on to none of them,
 * and ends early when nobody else does.
 */
final class BackgroundCompilation implements Runnable {
  private final Function<CompileJob, List<ChicoryModule>> compilation;
  private final CompileBudget budget;
  private final CompileReporter reporter;
  private final List<WeakReference<SwitchedCode>> codes;

  /**
   * @param compilation makes modules with that code
   * @param codes of the modules that shall get it
   */
  BackgroundCompilation(
      Function<CompileJob, List<ChicoryModule>> compilation,
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
    try {
      replace(compilation.apply(job));
      reporter.compiled(codes.size(), job);
    } catch (BudgetExceeded e) {
      reporter.failed(codes.size(), job, e.refusal(), Excess.INTERPRET);
    } catch (RuntimeException | Error e) {
      // Whatever it is, the modules can run; this thread has nobody else to tell.
      reporter.failed(codes.size(), job, e, Excess.INTERPRET);
    }
  }

  private void replace(List<ChicoryModule> compiled) {
    for (int i = 0; i < compiled.size(); i++) {
      SwitchedCode code = codes.get(i).get();
      if (code != null) {
        code.replace(compiled.get(i).code().get());
      }
    }
  }

  private boolean isUnwanted() {
    return codes.stream().map(WeakReference::get).noneMatch(Objects::nonNull);
  }
}
