package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine.Mode;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.EngineOptions.Timing;
import dev.witloof.engine.internal.cache.CacheKey;
import dev.witloof.engine.internal.cache.DiskCache;
import dev.witloof.engine.internal.compile.BackgroundJobs;
import dev.witloof.engine.internal.compile.BudgetExceeded;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.compile.CompileThreads;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Gives modules the code that the engine's options ask for: now, or in the background. */
final class Preparation {
  private final EngineOptions options;
  private final OutlineThreshold threshold;
  private final Optional<CodeCache> cache;
  private final RecentCode recent;
  private final CompileThreads threads;
  private final BackgroundJobs background = new BackgroundJobs();
  private final CompileReporter reporter;

  /**
   * @param threshold from which on functions are cut
   */
  Preparation(EngineOptions options, OutlineThreshold threshold) {
    this.options = options;
    this.threshold = threshold;
    Optional<DiskCache> disk = options.cache().map(DiskCache::own);
    this.cache = disk.map(CodeCache::new);
    this.recent =
        disk.map(shared -> shared.inMemory(RecentCode.class, RecentCode::new))
            .orElseGet(RecentCode::new);
    this.threads = new CompileThreads(options.parallelism());
    this.reporter = new CompileReporter(options);
  }

  /** The modules of one component, in their order. */
  List<? extends CoreModule> prepare(List<OwnModule> modules) {
    if (options.mode() == Mode.INTERPRETER) {
      return interpreted(modules, threshold);
    }
    CacheKey key = CodeCache.key(modules, threshold);
    return inMemory(key)
        .map(code -> modules(modules, code.each(), true))
        .orElseGet(
            () ->
                options.timing() == Timing.BACKGROUND
                    ? switched(key, modules)
                    : compiled(key, modules));
  }

  /**
   * Code that is there already; none if somebody else deleted it from the disk, so that it is
   * stored again for others. To store what the cache has evicted would only evict something else.
   */
  private Optional<ComponentCode> inMemory(CacheKey key) {
    return recent.find(key).filter(code -> cache.map(disk -> disk.touch(key)).orElse(true));
  }

  /** What is in the cache went through all checks before it was put there. */
  private List<ChicoryModule> switched(CacheKey key, List<OwnModule> modules) {
    Optional<ComponentCode> cached = cache.flatMap(disk -> disk.find(key, modules));
    cached.ifPresent(code -> recent.add(key, code));
    return cached
        .map(code -> modules(modules, code.each(), false))
        .orElseGet(() -> compiledLater(key, modules));
  }

  private List<ChicoryModule> compiledLater(CacheKey key, List<OwnModule> modules) {
    CheckedComponent component = CheckedComponent.of(modules);
    List<SwitchedCode> codes =
        interpreted(component, OutlineThreshold.NEVER).stream().map(SwitchedCode::new).toList();
    ComponentCompiler compiler = new ComponentCompiler(threshold, threads, Thread.MIN_PRIORITY);
    BackgroundCompilation compilation =
        new BackgroundCompilation(
            job ->
                inMemory(key)
                    .orElseGet(() -> stored(key, modules, () -> compiler.compile(component, job))),
            options.budget(),
            reporter,
            codes);
    codes.forEach(code -> code.stoppedBy(() -> stop(compilation)));
    background.execute(compilation);
    return modules(modules, codes, false);
  }

  private void stop(BackgroundCompilation compilation) {
    compilation.stop();
    if (background.remove(compilation)) {
      // It ends at once, and says so, rather than keep the modules' bytes until its turn comes.
      compilation.run();
    }
  }

  private ComponentCode stored(
      CacheKey key, List<OwnModule> modules, Supplier<List<Prepared>> compilation) {
    ComponentCode code =
        cache
            .map(disk -> disk.prepare(key, modules, compilation))
            .orElseGet(() -> code(compilation.get()));
    recent.add(key, code);
    return code;
  }

  private static ComponentCode code(List<Prepared> prepared) {
    return new ComponentCode(prepared.stream().map(Prepared::loaded).toList());
  }

  private List<ChicoryModule> compiled(CacheKey key, List<OwnModule> modules) {
    // One at most, and none if the code comes from elsewhere: then there is nothing to tell.
    List<CompileJob> own = new ArrayList<>();
    ComponentCode code;
    try {
      code = stored(key, modules, () -> compile(CheckedComponent.of(modules), own::add));
    } catch (BudgetExceeded e) {
      Excess excess = options.budget().excess();
      own.forEach(job -> reporter.failed(modules.size(), job, e.refusal(), excess));
      if (excess == Excess.REFUSE) {
        throw e.refusal();
      }
      return interpreted(modules, OutlineThreshold.NEVER);
    } catch (RuntimeException | Error e) {
      own.forEach(job -> reporter.failed(modules.size(), job, e, Excess.REFUSE));
      throw e;
    }
    own.forEach(job -> reporter.compiled(code, job));
    return modules(modules, code.each(), false);
  }

  private List<Prepared> compile(CheckedComponent component, Consumer<CompileJob> begun) {
    CompileJob job = new CompileJob(options.budget(), () -> false);
    begun.accept(job);
    ParsedHeap.require(
        component.modules().stream()
            .map(module -> ParsedHeap.withoutBodies(module.decoded().bytes()))
            .toList(),
        options.budget().memory());
    return new ComponentCompiler(threshold, threads, Thread.NORM_PRIORITY).compile(component, job);
  }

  private List<ChicoryModule> interpreted(List<OwnModule> modules, OutlineThreshold threshold) {
    List<ModuleCode> codes = interpreted(CheckedComponent.of(modules), threshold);
    return modules(modules, new ComponentCode(codes).each(), false);
  }

  /** The modules' code for the interpreter; only tests want functions cut for it. */
  private List<ModuleCode> interpreted(CheckedComponent component, OutlineThreshold threshold) {
    List<byte[]> metered = each(component.modules().size(), i -> metered(component, i, threshold));
    ParsedHeap.require(
        each(metered.size(), i -> ParsedHeap.of(metered.get(i))), options.budget().memory());
    return each(metered.size(), i -> ModuleCode.interpreted(metered.get(i)));
  }

  private static <T> List<T> each(int count, IntFunction<T> step) {
    return IntStream.range(0, count)
        .mapToObj(i -> Refusals.guarded(i, () -> step.apply(i)))
        .toList();
  }

  private static byte[] metered(
      CheckedComponent component, int module, OutlineThreshold threshold) {
    // What the interpreter runs has no budget of time: rewriting it takes time linear in the
    // module's size, and parsing it no longer than the work allows that the component was checked
    // for.
    Runnable unlimited = () -> {};
    return Outliner.outline(
            component.metered(module, unlimited),
            component.modules().get(module).uses().blocksWithParameters(),
            threshold,
            unlimited)
        .bytes();
  }

  private static List<ChicoryModule> modules(
      List<OwnModule> modules, List<? extends Supplier<ModuleCode>> codes, boolean known) {
    return IntStream.range(0, modules.size())
        .mapToObj(i -> ChicoryModule.of(modules.get(i), codes.get(i), known))
        .toList();
  }
}
