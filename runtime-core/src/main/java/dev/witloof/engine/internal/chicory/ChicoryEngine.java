package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.Store;
import dev.witloof.engine.ValidModule;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.cache.DiskCache;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.rewrite.CommonTypes;
import dev.witloof.engine.internal.rewrite.ModuleRewriter;
import dev.witloof.engine.internal.validate.CheckedModule;
import dev.witloof.engine.internal.validate.EngineSupport;
import dev.witloof.engine.internal.validate.ModuleValidator;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The engine: validate all modules, check that they are supported, merge their types, then rewrite,
 * parse and compile each.
 */
public final class ChicoryEngine implements Engine {
  private final Mode mode;
  private final OutlineThreshold threshold;
  private final @Nullable CodeCache cache;

  public ChicoryEngine(Mode mode) {
    this(mode, threshold(mode));
  }

  /** An engine that cuts functions from that size on; in both modes, for comparing them. */
  public ChicoryEngine(Mode mode, OutlineThreshold threshold) {
    this.mode = mode;
    this.threshold = threshold;
    this.cache = null;
  }

  /** The cache is of use to the compiler alone. */
  public ChicoryEngine(Mode mode, DiskCache cache) {
    this.mode = mode;
    this.threshold = threshold(mode);
    this.cache = mode == Mode.COMPILER ? new CodeCache(cache) : null;
  }

  private static OutlineThreshold threshold(Mode mode) {
    return mode == Mode.COMPILER ? OutlineThreshold.DEFAULT : OutlineThreshold.NEVER;
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
    List<OwnModule> own = each(modules.size(), i -> own(modules.get(i)));
    if (mode == Mode.INTERPRETER) {
      return rewrite(own, ChicoryEngine::interpreted);
    } else if (cache == null) {
      return rewrite(own, (module, bytes) -> compiled(module, bytes).module());
    }
    // What is in the cache went through all checks before it was put there.
    return cache.prepare(own, () -> rewrite(own, ChicoryEngine::compiled));
  }

  /** Rewrites modules, if they are supported, and makes something of each. */
  private <T> List<T> rewrite(
      List<OwnModule> modules, BiFunction<CheckedModule, OutlinedModule, T> last) {
    List<CheckedModule> checked = each(modules.size(), i -> supported(modules.get(i)));
    requireWork(checked);
    CommonTypes types =
        new CommonTypes(
            checked.stream().map(CheckedModule::decoded).toList(),
            checked.stream().map(module -> module.uses().blockTypes()).toList());
    return each(checked.size(), i -> finish(checked.get(i), types, last));
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

  private static OwnModule own(ValidModule module) {
    if (!(module instanceof OwnModule own)) {
      throw new IllegalArgumentException("the module was not validated by CoreModules.validate");
    }
    return own;
  }

  private static CheckedModule supported(OwnModule module) {
    CheckedModule checked = module.checked();
    EngineSupport.check(checked);
    return checked;
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

  private static CoreModule interpreted(CheckedModule module, OutlinedModule outlined) {
    return new ChicoryModule(
        module.decoded().withoutBytes(),
        module.type(),
        ModuleParser.parse(outlined.bytes()),
        InterpreterMachine::new,
        List.of(),
        0,
        false);
  }

  private static Prepared compiled(CheckedModule module, OutlinedModule outlined) {
    WasmModule parsed = ModuleParser.parse(outlined.bytes());
    CompiledCode code = Translator.translate(parsed, outlined);
    ChicoryModule ready =
        new ChicoryModule(
            module.decoded().withoutBytes(),
            module.type(),
            parsed,
            code.load(),
            InterpretedFunctions.named(module.decoded().bytes(), code.interpretedOrigins()),
            LargeMethods.slow(code.largeMethods()),
            false);
    return new Prepared(ready, outlined.bytes(), code);
  }

  private <T> T finish(
      CheckedModule module, CommonTypes types, BiFunction<CheckedModule, OutlinedModule, T> last) {
    byte[] rewritten = ModuleRewriter.rewrite(module.decoded(), types);
    try {
      return last.apply(
          module, Outliner.outline(rewritten, module.uses().blocksWithParameters(), threshold));
    } catch (RuntimeException
        | StackOverflowError
        | OutOfMemoryError
        | LinkageError
        | AssertionError e) {
      // Whatever it is, it is about this module, which is valid: Chicory reports what it cannot
      // parse or compile by several exception classes, where the JVM checks assertions by those
      // too, and may also run out of stack or heap on one.
      throw new InvalidModule(Kind.LIMIT, "the engine refuses the module: " + e, e);
    }
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
