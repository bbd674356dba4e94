package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CompileListener;
import dev.witloof.engine.CompileListener.Compiled;
import dev.witloof.engine.CompileListener.Outcome;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.TargetJvm;
import dev.witloof.engine.internal.compile.CompileJob;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Tells the embedder how compilations end: by its listener, and failures by the log, too. */
final class CompileReporter {
  private static final Logger LOG = System.getLogger("dev.witloof.engine");

  private final CompileListener listener;
  private final TargetJvm target;

  CompileReporter(EngineOptions options) {
    this.listener = options.listener();
    this.target = options.target();
  }

  void compiled(ComponentCode code, CompileJob job) {
    List<Compiled> modules =
        code.modules().stream()
            .map(
                module ->
                    new Compiled(
                        module.interpretedFunctions(),
                        LargeMethods.slow(module.largeMethods(), target)))
            .toList();
    tell(
        new Outcome(
            modules.size(),
            Duration.ofNanos(job.nanos()),
            job.retained(),
            modules,
            Optional.empty()));
  }

  /**
   * There is no code.
   *
   * @param excess what happens to the modules
   */
  void failed(int modules, CompileJob job, Throwable failure, Excess excess) {
    if (excess == Excess.INTERPRET && !(failure instanceof CancellationException)) {
      LOG.log(Level.WARNING, "a component stays interpreted: " + failure);
    }
    tell(new Outcome(modules, Duration.ofNanos(job.nanos()), 0, List.of(), Optional.of(failure)));
  }

  private void tell(Outcome outcome) {
    try {
      listener.finished(outcome);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "the compile listener failed", e);
    }
  }
}
