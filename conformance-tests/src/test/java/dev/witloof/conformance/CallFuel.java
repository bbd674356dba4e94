package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.host.WasiHostImports;
import dev.witloof.host.WasiState;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each call burns while the table {@link Numbers} is read. The guest may import all that the
 * host has; its time stands still, and its random numbers are always the same.
 */
final class CallFuel {
  /** More batches than there are. */
  static final int ALL = Integer.MAX_VALUE;

  private static final String SOURCE = "witloof:connector/source@0.1.0";
  private static final CallLimits LIMITS =
      new CallLimits(1L << 40, Duration.ofMinutes(10), 128 << 20);
  private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
  private static final int MIB = 1 << 20;

  private CallFuel() {}

  /**
   * The fuel of the instantiation, of discovering, of opening, and of each batch.
   *
   * @param batches how many are asked for at most; one comes after the last, which is none
   */
  static List<Long> of(Path guest, Engine.Mode mode, int batches) throws IOException {
    List<Long> fuel = new ArrayList<>();
    HostEnvironment environment = environment();
    try (WasiState state = new WasiState(environment);
        ComponentInstance instance =
            link(guest, mode)
                .instantiate(
                    new InstanceConfig(256L * MIB, 1_000, LIMITS, List.of(environment, state)))) {
      fuel.add(instance.lastUsage().fuel());
      ok(instance.export(SOURCE, "discover").call(LIMITS));
      fuel.add(instance.lastUsage().fuel());
      Object handle =
          ok(instance.export(SOURCE, "open").call(LIMITS, Numbers.TABLE, Optional.empty()));
      fuel.add(instance.lastUsage().fuel());
      Object batch = handle;
      for (int i = 0; i < batches && !batch.equals(Optional.empty()); i++) {
        batch = ok(instance.export(SOURCE, "[method]read-handle.next").call(LIMITS, handle));
        fuel.add(instance.lastUsage().fuel());
      }
      ((GuestResource) handle).drop(LIMITS);
    }
    return fuel;
  }

  private static LinkedComponent link(Path guest, Engine.Mode mode) throws IOException {
    try (InputStream contract = CallFuel.class.getResourceAsStream("/witloof/connector.wasm")) {
      Linker linker =
          new Linker(Engines.create(mode), WitWorld.read(contract.readAllBytes(), "host"));
      new WasiHostImports().interfaces().forEach(linker::define);
      return linker.link(Component.read(Files.readAllBytes(guest)));
    }
  }

  private static HostEnvironment environment() {
    return new HostEnvironment(
        new ConnectorIdentity("numbers", Optional.empty(), "0".repeat(64)),
        Set.of(Capability.values()),
        List.of(),
        Map.of(),
        Map.of(),
        line -> {},
        HttpMode.LIVE,
        new HttpLimits(1, MIB, MIB),
        MIB,
        new ConnectorUsage(),
        ConnectorListener.none(),
        GuestSecrets.NONE,
        Reproducibility.NONE.frozenAt(THEN).seeded(7));
  }

  private static Object ok(Object result) {
    return assertInstanceOf(ResultValue.Ok.class, result).value().orElseThrow();
  }
}
