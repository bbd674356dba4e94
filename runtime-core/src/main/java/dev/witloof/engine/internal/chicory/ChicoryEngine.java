package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.Store;
import dev.witloof.engine.ValidModule;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.FunctionNames;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.rewrite.CommonTypes;
import dev.witloof.engine.internal.rewrite.ModuleRewriter;
import dev.witloof.engine.internal.validate.CheckedModule;
import dev.witloof.engine.internal.validate.EngineSupport;
import dev.witloof.engine.internal.validate.ModuleValidator;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The engine: validate all modules, check that they are supported, merge their types, then rewrite,
 * parse and compile each.
 */
public final class ChicoryEngine implements Engine {
  private final Mode mode;
  private final OutlineThreshold threshold;

  public ChicoryEngine(Mode mode) {
    this(mode, mode == Mode.COMPILER ? OutlineThreshold.DEFAULT : OutlineThreshold.NEVER);
  }

  /** An engine that cuts functions from that size on; in both modes, for comparing them. */
  public ChicoryEngine(Mode mode, OutlineThreshold threshold) {
    this.mode = mode;
    this.threshold = threshold;
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
    return each(checked.size(), i -> finish(checked.get(i), types));
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

  private CoreModule finish(CheckedModule module, CommonTypes types) {
    DecodedModule decoded = module.decoded();
    byte[] rewritten = ModuleRewriter.rewrite(decoded, types);
    try {
      OutlinedModule outlined =
          Outliner.outline(rewritten, module.uses().blocksWithParameters(), threshold);
      // Without Chicory's validation: modules are valid when they come here, and HotSpot does not
      // compile its one large method. A parser remembers things, so each module gets its own.
      Parser parser = Parser.builder().withValidation(false).build();
      WasmModule parsed = parser.parse(() -> new ByteArrayInputStream(outlined.bytes()));
      if (mode == Mode.INTERPRETER) {
        return new ChicoryModule(
            decoded.withoutBytes(), module.type(), parsed, InterpreterMachine::new, List.of(), 0);
      }
      CompiledCode code = Translator.translate(parsed, outlined);
      return new ChicoryModule(
          decoded.withoutBytes(),
          module.type(),
          parsed,
          code.load(),
          interpreted(decoded, code.interpreted()),
          LargeMethods.slowOnes(code.classes().values()));
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

  private static List<InterpretedFunction> interpreted(
      DecodedModule module, List<Integer> functions) {
    if (functions.isEmpty()) {
      return List.of();
    }
    Map<Integer, String> names = FunctionNames.of(module.bytes(), Set.copyOf(functions));
    return functions.stream()
        .map(index -> new InterpretedFunction(index, Optional.ofNullable(names.get(index))))
        .toList();
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
