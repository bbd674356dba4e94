package dev.witloof.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Fixture modules, and a guest with its store. */
final class Fixtures {
  static final long MIB = 1 << 20;
  static final CallLimits PLENTY = new CallLimits(1L << 40, Duration.ofSeconds(60), 1L << 30);

  private Fixtures() {}

  static byte[] wasm(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/engine/" + name + ".wasm")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CoreModule module(Engine engine, String name) {
    return engine.prepare(List.of(wasm(name))).get(0);
  }

  /** An instance of a module without imports, in a store of its own. */
  static Guest guest(Engine.Mode mode, String name) {
    return guest(mode, name, 64 * MIB);
  }

  static Guest guest(Engine.Mode mode, String name, long memoryBudget) {
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(memoryBudget);
    CoreModule module = module(engine, name);
    return new Guest(store, instantiate(store, module));
  }

  static CoreInstance instantiate(Store store, CoreModule module, CoreExtern... imports) {
    store.enter(PLENTY);
    try {
      return module.instantiate(store, List.of(imports));
    } finally {
      store.leave();
    }
  }

  /** An instance and its store. */
  record Guest(Store store, CoreInstance instance) {
    CoreFunction function(String name) {
      return (CoreFunction) instance.export(name).orElseThrow();
    }

    CoreMemory memory() {
      return (CoreMemory) instance.export("memory").orElseThrow();
    }

    /** Calls a function in an entry of its own; the i32 result, or 0 when there is none. */
    int call(String name, long... args) {
      store.enter(PLENTY);
      try {
        long[] results = function(name).call(args);
        return results.length == 0 ? 0 : (int) results[0];
      } finally {
        store.leave();
      }
    }

    /** Calls a function with that much fuel and says what was used. */
    CallUsage use(CallLimits limits, String name, long... args) {
      store.enter(limits);
      CoreFunction function = function(name);
      CallUsage usage;
      try {
        function.call(args);
      } finally {
        usage = store.leave();
      }
      return usage;
    }
  }
}
