package dev.witloof.component;

import dev.witloof.component.ExternValue.HostFunc;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The fixtures of {@code components/linking}, and how they are linked. */
final class Links {
  static final CallLimits LIMITS = new CallLimits(2_000_000, Duration.ofSeconds(30), 1 << 20);
  static final String THINGS = "test:link/things@0.1.2";
  static final ExternType.Func NOTHING = new ExternType.Func(List.of(), Optional.empty());

  private static final Engine ENGINE = Engines.create(Engine.Mode.INTERPRETER);

  private Links() {}

  static Component component(String name) {
    try (InputStream in =
        Links.class.getResourceAsStream("/components/linking/" + name + ".wasm")) {
      return Component.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Linker linker() {
    return new Linker(ENGINE);
  }

  /** A linker that offers every export of an instance under its name. */
  static Linker linkerOf(ComponentInstance instance) {
    Linker linker = linker();
    instance.exports().forEach(linker::define);
    return linker;
  }

  static InstanceConfig config(long memoryBudget) {
    return new InstanceConfig(memoryBudget, 20, LIMITS, List.of());
  }

  static ComponentInstance start(Linker linker, String name) {
    return linker.link(component(name)).instantiate(config(1 << 20));
  }

  static ComponentInstance provider() {
    return provider((call, arguments) -> null);
  }

  static ComponentInstance provider(HostFunction pause) {
    return start(linker().define("pause", new HostFunc(NOTHING, pause)), "provider");
  }

  static ComponentInstance consumer(ComponentInstance provider) {
    return start(linkerOf(provider), "consumer");
  }

  static Object call(ComponentInstance instance, String function, Object... arguments) {
    return instance.export(function).call(LIMITS, arguments);
  }

  static Object things(ComponentInstance instance, String function, Object... arguments) {
    return instance.export(THINGS, function).call(LIMITS, arguments);
  }
}
