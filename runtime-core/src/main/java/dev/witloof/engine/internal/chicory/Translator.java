package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.chicory.PartCompiler.Result;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileTask;
import dev.witloof.engine.internal.compile.CompileThreads;
import java.util.ArrayList;
import java.util.List;

/** Translates the modules of a component to JVM classes, all parts of all of them side by side. */
final class Translator {
  /**
   * Changes whenever translated code does, for the same module. Part of the key of whatever caches
   * it.
   */
  static final int VERSION = 3;

  private final CompileThreads threads;
  private final int priority;
  private final CompileJob job;

  /**
   * @param priority of the threads that translate
   */
  Translator(CompileThreads threads, int priority, CompileJob job) {
    this.threads = threads;
    this.priority = priority;
    this.job = job;
  }

  /**
   * Translates modules.
   *
   * @return their code, in that order
   * @throws dev.witloof.engine.internal.compile.BudgetExceeded when it takes more than the job's
   *     budget
   */
  List<CompiledCode> translate(List<Translatable> modules) {
    List<ModuleTranslation> translations =
        modules.stream().map(module -> new ModuleTranslation(module, job)).toList();
    boolean more = true;
    while (more) {
      more = round(translations);
    }
    return translations.stream().map(ModuleTranslation::code).toList();
  }

  /** Does what there is to do; whether that was anything. */
  private boolean round(List<ModuleTranslation> translations) {
    List<CompileTask<Result>> all = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < translations.size(); i++) {
      int module = i;
      for (CompileTask<Result> task : translations.get(i).tasks()) {
        all.add(new CompileTask<>(task.memory(), () -> Refusals.guarded(module, task.work())));
      }
      ends.add(all.size());
    }
    if (all.isEmpty()) {
      return false;
    }
    List<Result> results = threads.run(job, priority, all);
    int start = 0;
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i) > start) {
        translations.get(i).accept(results.subList(start, ends.get(i)));
      }
      start = ends.get(i);
    }
    return true;
  }
}
