package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.Store;
import dev.witloof.engine.ValidModule;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.rewrite.CommonTypes;
import dev.witloof.engine.internal.validate.CheckedModule;
import dev.witloof.engine.internal.validate.EngineSupport;
import dev.witloof.engine.internal.validate.ModuleValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The engine: validate all modules, check that they are supported, merge their types, then prepare
 * them.
 */
public final class ChicoryEngine implements Engine {
  private final Mode mode;
  private final Preparation preparation;

  public ChicoryEngine(EngineOptions options) {
    this(
        options,
        options.mode() == Mode.COMPILER ? OutlineThreshold.DEFAULT : OutlineThreshold.NEVER);
  }

  /** An engine that cuts functions from that size on; in both modes, for comparing them. */
  public ChicoryEngine(EngineOptions options, OutlineThreshold threshold) {
    this.mode = options.mode();
    this.preparation = new Preparation(options, threshold);
  }

  /** The same with the usual options. */
  public ChicoryEngine(Mode mode, OutlineThreshold threshold) {
    this(EngineOptions.of(mode), threshold);
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public List<CoreModule> prepare(List<byte[]> modules) {
    return prepareValid(
        each(modules.size(), i -> ModuleValidator.validate(modules.get(i).clone())));
  }

  @Override
  public List<CoreModule> prepareValid(List<? extends ValidModule> modules) {
    List<CheckedModule> checked = each(modules.size(), i -> supported(modules.get(i)));
    requireWork(checked);
    CommonTypes types =
        new CommonTypes(
            checked.stream().map(CheckedModule::decoded).toList(),
            checked.stream().map(module -> module.uses().blockTypes()).toList());
    return preparation.prepare(checked, types);
  }

  private static void requireWork(List<CheckedModule> modules) {
    long work = modules.stream().mapToLong(module -> module.estimate().work()).sum();
    long bytes = modules.stream().mapToLong(CheckedModule::size).sum();
    long limit = ModuleLimits.WORK + ModuleLimits.WORK_PER_BYTE * bytes;
    if (work > limit) {
      throw new InvalidModule(
          Kind.LIMIT,
          "the core modules would take %d units of compilation; the limit for %d bytes is %d"
              .formatted(work, bytes, limit));
    }
  }

  private static CheckedModule supported(ValidModule module) {
    if (!(module instanceof CheckedModule own)) {
      throw new IllegalArgumentException("the module was not validated by CoreModules.validate");
    }
    EngineSupport.check(own);
    return own;
  }

  /** Results for each module; failures get the module's position. */
  private static <T> List<T> each(int count, IntFunction<T> step) {
    List<T> results = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try {
        results.add(step.apply(i));
      } catch (InvalidModule e) {
        throw e.in("core module " + i);
      }
    }
    return List.copyOf(results);
  }

  @Override
  public Store newStore(long memoryBudget) {
    return new ChicoryStore(memoryBudget);
  }

  @Override
  public CoreFunction hostFunction(CoreType.Func type, HostCode code) {
    return new HostCoreFunction(type, code);
  }
}
