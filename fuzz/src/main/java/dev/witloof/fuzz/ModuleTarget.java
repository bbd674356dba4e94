package dev.witloof.fuzz;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Core modules. Whatever the bytes are, a module is refused with {@link InvalidModule} or runs
 * metered without an internal error. A generated module is accepted, and does the same, burns the
 * same fuel and leaves the same memory interpreted and compiled.
 */
public final class ModuleTarget {
  private static final Engine INTERPRETER = Engines.create(Engine.Mode.INTERPRETER);
  private static final Engine COMPILER = Engines.create(Engine.Mode.COMPILER);
  private static final CallLimits LIMITS = new CallLimits(20_000, Duration.ofSeconds(5), 1L << 20);
  private static final long MEMORY_BUDGET = 1L << 20;
  private static final int CALLS = 4;

  private ModuleTarget() {}

  /** Bytes: which of three forms, arguments, and then a module as it is, framed, or by choice. */
  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    int form = choices.below(3);
    if (form == 2) {
      long[] arguments = {choices.bits(8), choices.bits(8)};
      compare(ModuleGenerator.module(choices), arguments);
    } else {
      byte[] rest = choices.rest();
      hostile(form == 0 ? rest : Framing.assemble(rest, false));
    }
  }

  private static void hostile(byte[] bytes) {
    Optional<CoreModule> module = prepare(INTERPRETER, bytes);
    if (module.isPresent() != prepare(INTERPRETER, bytes).isPresent()) {
      throw new AssertionError("the same module was refused and accepted");
    }
    module
        .filter(accepted -> accepted.type().imports().isEmpty())
        .ifPresent(accepted -> run(INTERPRETER, accepted, new long[2]));
  }

  private static Optional<CoreModule> prepare(Engine engine, byte[] bytes) {
    try {
      return Optional.of(engine.prepare(List.of(bytes)).get(0));
    } catch (InvalidModule refused) {
      if (refused.getMessage().contains("the engine refuses")) {
        throw new AssertionError("valid by our own rules, but the engine failed on it", refused);
      }
      return Optional.empty();
    }
  }

  private static void compare(byte[] bytes, long[] arguments) {
    String interpreted = run(INTERPRETER, bytes, arguments);
    String compiled = run(COMPILER, bytes, arguments);
    // How deep a guest may recurse is the stack's affair, and differs.
    boolean deep = (interpreted + compiled).contains(Trap.Kind.STACK_OVERFLOW.name());
    if (!deep && !interpreted.equals(compiled)) {
      throw new AssertionError("interpreted:\n" + interpreted + "compiled:\n" + compiled);
    }
  }

  private static String run(Engine engine, byte[] bytes, long[] arguments) {
    return run(engine, engine.prepare(List.of(bytes)).get(0), arguments);
  }

  /** What happened, one line a call. */
  private static String run(Engine engine, CoreModule module, long[] arguments) {
    StringBuilder log = new StringBuilder();
    Store store = engine.newStore(MEMORY_BUDGET);
    Optional<CoreInstance> instance = instantiate(module, store, log);
    if (instance.isEmpty()) {
      return log.toString();
    }
    int calls = 0;
    for (String name : module.type().exports().keySet()) {
      Optional<CoreExtern> export = instance.get().export(name);
      if (export.orElseThrow() instanceof CoreFunction function && calls++ < CALLS) {
        if (!call(store, function, arguments, log)) {
          // How far it came differs by mode; nobody can look at such an instance again.
          return log.toString();
        }
      } else if (export.get() instanceof CoreMemory memory) {
        log.append("memory of ").append(memory.size()).append('\n');
      }
    }
    module.type().exports().keySet().stream()
        .map(name -> instance.get().export(name).orElseThrow())
        .filter(CoreMemory.class::isInstance)
        .forEach(memory -> log.append(hash((CoreMemory) memory)).append('\n'));
    return log.toString();
  }

  private static int hash(CoreMemory memory) {
    byte[] bytes = new byte[(int) memory.size()];
    memory.read(0, bytes, 0, bytes.length);
    return Arrays.hashCode(bytes);
  }

  private static Optional<CoreInstance> instantiate(
      CoreModule module, Store store, StringBuilder log) {
    store.enter(LIMITS);
    try {
      return Optional.of(module.instantiate(store, List.of()));
    } catch (Trap trap) {
      log.append(foreseen(trap));
    } catch (LimitExceeded limit) {
      log.append(limit.limit());
    } finally {
      store.leave();
    }
    return Optional.empty();
  }

  /** Calls a function; false when a limit ended it. */
  private static boolean call(
      Store store, CoreFunction function, long[] arguments, StringBuilder log) {
    store.enter(LIMITS);
    try {
      long[] given = new long[function.type().params().size()];
      for (int i = 0; i < given.length; i++) {
        given[i] = arguments[i % arguments.length];
      }
      log.append(results(function, function.call(given)));
      return true;
    } catch (Trap trap) {
      log.append(foreseen(trap));
      return true;
    } catch (LimitExceeded limit) {
      log.append(limit.limit());
      return false;
    } finally {
      log.append(" for ").append(store.leave().fuel()).append(" fuel\n");
    }
  }

  private static String results(CoreFunction function, long[] results) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < results.length; i++) {
      boolean narrow = function.type().results().get(i) == CoreType.Val.I32;
      text.append(narrow ? (int) results[i] : results[i]).append(' ');
    }
    return text.toString();
  }

  private static String foreseen(Trap trap) {
    if (trap.kind() == Trap.Kind.ENGINE_FAULT) {
      throw new AssertionError("the engine failed on a module that it accepted", trap);
    }
    return trap.kind().name();
  }
}
