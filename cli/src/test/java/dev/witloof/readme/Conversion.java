package dev.witloof.readme;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.time.Duration;
import java.util.List;

/** The README's guest and how it is called. */
final class Conversion {
  private Conversion() {}

  // README: bind
  @WitInterface("acme:fx/convert@1.0.0")
  interface Converter {
    double convert(double amount, String currency) throws Rates.NoRate;
  }

  // end

  static double convert(byte[] wit, byte[] wasm, String currency) throws Rates.NoRate {
    // README: call
    CallLimits limits = new CallLimits(1_000_000, Duration.ofSeconds(10), 1 << 20);
    LinkedComponent linked =
        new Linker(Engines.create(Engine.Mode.COMPILER), WitWorld.read(wit, "host"))
            .implement(new Rates())
            .link(Component.read(wasm));
    try (ComponentInstance instance =
        linked.instantiate(new InstanceConfig(1 << 20, 100, limits, List.of()))) {
      return instance.bind(Converter.class, limits).convert(100, currency);
    }
    // end
  }
}
