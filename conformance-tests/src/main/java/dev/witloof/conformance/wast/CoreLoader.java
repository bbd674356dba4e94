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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Core modules of a script, in one store, and the instances that it registered. */
final class CoreLoader {
  /** The module that the core specification's tests import from, as they describe it. */
  static final String SPECTEST = "spectest";

  private final CorePreparation preparation;
  private final Limits limits;
  private final Store store;
  private final Map<String, Subject> registered = new HashMap<>();
  private final Map<String, Outcome> missing = new HashMap<>();

  /**
   * For one script.
   *
   * @param modules all its binaries, see {@link CorePreparation}
   */
  CoreLoader(Engine engine, Limits limits, List<byte[]> modules) {
    this.limits = limits;
    this.preparation = new CorePreparation(engine, modules);
    this.store = engine.newStore(Limits.MEMORY);
  }

  TestModule load(byte[] bytes) {
    CoreModule module = preparation.prepare(bytes);
    return new TestModule() {
      @Override
      public TestSubject instantiate() {
        return CoreLoader.this.instantiate(module);
      }

      @Override
      public List<String> unoffered() {
        return module.type().imports().stream()
            .map(CoreModuleType.Import::module)
            .filter(name -> !name.equals(SPECTEST))
            .filter(name -> !registered.containsKey(name) && !missing.containsKey(name))
            .distinct()
            .toList();
      }
    };
  }

  void missing(String name, Outcome reason) {
    registered.remove(name);
    missing.put(name, reason);
  }

  /**
   * Notes that a module was not run. It would have changed the instances that it imports from, and
   * what has become of those cannot be judged any more; the import section of a refused module may
   * be unreadable, so its bytes are searched for the names.
   */
  void notRun(byte[] module, Outcome reason) {
    registered.forEach(
        (name, subject) -> {
          if (mentions(module, name)) {
            subject.unchanged = Optional.of(reason);
          }
        });
  }

  private static boolean mentions(byte[] module, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    byte[] encoded = new byte[text.length + 1];
    encoded[0] = (byte) text.length;
    System.arraycopy(text, 0, encoded, 1, text.length);
    for (int at = 0; at + encoded.length <= module.length; at++) {
      if (Arrays.equals(module, at, at + encoded.length, encoded, 0, encoded.length)) {
        return true;
      }
    }
    return false;
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
    if (missing.containsKey(name)) {
      throw new Slots.Unavailable(missing.get(name));
    }
    if (name.equals(SPECTEST)) {
      registered.computeIfAbsent(SPECTEST, unused -> instantiate(preparation.prepare(spectest())));
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
    store.enter(limits.call());
    try {
      return guest.get();
    } finally {
      store.leave();
    }
  }

  private final class Subject implements TestSubject {
    private final CoreModuleType type;
    private final CoreInstance instance;

    /** Why a module was not run that would have changed this. */
    private Optional<Outcome> unchanged = Optional.empty();

    Subject(CoreModuleType type, CoreInstance instance) {
      this.type = type;
      this.instance = instance;
    }

    @Override
    public Results call(String name, List<JsonNode> arguments) {
      requireUpToDate();
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
      requireUpToDate();
      if (!(instance.export(name).orElse(null) instanceof CoreGlobal global)) {
        throw new UnsuitableScript("there is no exported global '" + name + "'");
      }
      byte[] module = GlobalReader.of((CoreType.Global) type.exports().get(name));
      CoreModule reader = preparation.prepare(module);
      CoreInstance reading = entered(() -> reader.instantiate(store, List.of(global)));
      CoreFunction get = (CoreFunction) reading.export(GlobalReader.FUNCTION).orElseThrow();
      long[] value = entered(get::call);
      return expected -> CoreValues.mismatch(expected, get.type().results(), value);
    }

    private void requireUpToDate() {
      unchanged.ifPresent(
          reason -> {
            throw new Slots.Unavailable(reason);
          });
    }

    @Override
    public void register(String name) {
      missing.remove(name);
      registered.put(name, this);
    }
  }
}
