package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.Store;
import dev.witloof.engine.ValidModule;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.validate.ModuleValidator;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.List;
import java.util.stream.IntStream;

/** The engine on Chicory. */
public final class ChicoryEngine implements Engine {
  private final Mode mode;
  private final Preparation preparation;

  public ChicoryEngine(EngineOptions options) {
    this(options, threshold(options));
  }

  private static OutlineThreshold threshold(EngineOptions options) {
    if (options.mode() == Mode.INTERPRETER) {
      return OutlineThreshold.NEVER;
    }
    return LargeMethods.areSlow(options.target())
        ? OutlineThreshold.DEFAULT
        : OutlineThreshold.LARGE;
  }

  /** An engine that cuts functions from that size on; in both modes, for comparing them. */
  public ChicoryEngine(Mode mode, OutlineThreshold threshold) {
    this(EngineOptions.of(mode), threshold);
  }

  ChicoryEngine(EngineOptions options, OutlineThreshold threshold) {
    FirstUse.prepare();
    if (options.mode() == Mode.COMPILER) {
      AccessMethods.initialise();
    }
    this.mode = options.mode();
    this.preparation = new Preparation(options, threshold);
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public List<CoreModule> prepare(List<byte[]> modules) {
    return prepareValid(
        IntStream.range(0, modules.size())
            .mapToObj(
                i -> Refusals.placed(i, () -> ModuleValidator.validate(modules.get(i).clone())))
            .toList());
  }

  @Override
  public List<CoreModule> prepareValid(List<? extends ValidModule> modules) {
    return List.copyOf(preparation.prepare(modules.stream().map(ChicoryEngine::own).toList()));
  }

  private static OwnModule own(ValidModule module) {
    if (!(module instanceof OwnModule own)) {
      throw new IllegalArgumentException("the module was not validated by CoreModules.validate");
    }
    return own;
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
