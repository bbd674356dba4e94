package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.internal.compile.BudgetExceeded;
import dev.witloof.engine.internal.compile.CompileJob;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;

/**
 * Compiles modules that can run already, and gives them their code. It holds on to none of them,
 * and ends early when nobody else does.
 */
final class BackgroundCompilation implements Runnable {
  private final ComponentCompiler compiler;
  private final CompileBudget budget;
  private final CompileReporter reporter;
  private final List<WeakReference<SwitchedCode>> codes;

  BackgroundCompilation(
      ComponentCompiler compiler,
      CompileBudget budget,
      CompileReporter reporter,
      List<SwitchedCode> codes) {
    this.compiler = compiler;
    this.budget = budget;
    this.reporter = reporter;
    this.codes = codes.stream().map(WeakReference::new).toList();
  }

  @Override
  public void run() {
    CompileJob job = new CompileJob(budget, this::isUnwanted);
    try {
      List<ModuleCode> compiled = compiler.compile(job);
      for (int i = 0; i < compiled.size(); i++) {
        SwitchedCode code = codes.get(i).get();
        if (code != null) {
          code.replace(compiled.get(i));
        }
      }
    } catch (BudgetExceeded e) {
      reporter.interpreted(codes.size(), job, e.refusal());
      return;
    } catch (RuntimeException | Error e) {
      // Whatever it is, the modules can run; this thread has nobody else to tell.
      reporter.interpreted(codes.size(), job, e);
      return;
    }
    reporter.compiled(codes.size(), job);
  }

  private boolean isUnwanted() {
    return codes.stream().map(WeakReference::get).noneMatch(Objects::nonNull);
  }
}
