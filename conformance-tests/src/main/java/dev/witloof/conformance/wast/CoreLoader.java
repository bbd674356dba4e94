package dev.witloof.conformance.wast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreGlobal;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Core modules of a script, in one store, and the instances that it registered. */
final class CoreLoader {
  /** The module that the core specification's tests import from, as they describe it. */
  private static final String SPECTEST = "spectest";

  private final Engine engine;
  private final Store store;
  private final Map<String, Subject> registered = new HashMap<>();

  CoreLoader(Engine engine) {
    this.engine = engine;
    this.store = engine.newStore(Limits.MEMORY);
  }

  TestModule load(byte[] bytes) {
    CoreModule module = prepare(bytes);
    return () -> instantiate(module);
  }

  private CoreModule prepare(byte[] bytes) {
    return engine.prepare(List.of(bytes)).get(0);
  }

  private Subject instantiate(CoreModule module) {
    List<CoreExtern> imports = new ArrayList<>();
    for (CoreModuleType.Import wanted : module.type().imports()) {
      imports.add(
          registered(wanted.module())
              .flatMap(subject -> subject.instance.export(wanted.name()))
              .orElseThrow(() -> unknown(wanted)));
    }
    return new Subject(module.type(), entered(() -> module.instantiate(store, imports)));
  }

  private static InvalidModule unknown(CoreModuleType.Import wanted) {
    return new InvalidModule(
        InvalidModule.Kind.UNLINKABLE,
        "unknown import \"" + wanted.module() + "\" \"" + wanted.name() + "\"");
  }

  private Optional<Subject> registered(String name) {
    if (name.equals(SPECTEST)) {
      registered.computeIfAbsent(SPECTEST, unused -> instantiate(prepare(spectest())));
    }
    return Optional.ofNullable(registered.get(name));
  }

  private static byte[] spectest() {
    try (InputStream in = CoreLoader.class.getResourceAsStream("spectest.wasm")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T entered(Supplier<T> guest) {
    store.enter(Limits.CALL);
    try {
      return guest.get();
    } finally {
      store.leave();
    }
  }

  private final class Subject implements TestSubject {
    private final CoreModuleType type;
    private final CoreInstance instance;

    Subject(CoreModuleType type, CoreInstance instance) {
      this.type = type;
      this.instance = instance;
    }

    @Override
    public Results call(String name, List<JsonNode> arguments) {
      if (!(instance.export(name).orElse(null) instanceof CoreFunction function)) {
        throw new UnsuitableScript("there is no exported function '" + name + "'");
      }
      if (function.type().params().size() != arguments.size()) {
        throw new UnsuitableScript(
            name + " has the type " + function.type() + ", the script gives " + arguments);
      }
      long[] values = arguments.stream().mapToLong(CoreValues::read).toArray();
      long[] results = entered(() -> function.call(values));
      return expected -> CoreValues.mismatch(expected, function.type().results(), results);
    }

    @Override
    public Results global(String name) {
      if (!(instance.export(name).orElse(null) instanceof CoreGlobal global)) {
        throw new UnsuitableScript("there is no exported global '" + name + "'");
      }
      CoreModule reader = prepare(GlobalReader.of((CoreType.Global) type.exports().get(name)));
      CoreInstance reading = entered(() -> reader.instantiate(store, List.of(global)));
      CoreFunction get = (CoreFunction) reading.export(GlobalReader.FUNCTION).orElseThrow();
      long[] value = entered(get::call);
      return expected -> CoreValues.mismatch(expected, get.type().results(), value);
    }

    @Override
    public void register(String name) {
      registered.put(name, this);
    }
  }
}
