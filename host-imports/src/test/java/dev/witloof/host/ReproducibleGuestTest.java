package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.value.ResultValue;
import dev.witloof.connector.HttpRule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Rust guest that reads the clock, with recorded answers: fixed, each run is the same. */
class ReproducibleGuestTest {
  private static final String SOURCE = "witloof:connector/source@0.1.0";
  private static final Instant THEN = Instant.parse("2024-02-29T23:59:59Z");
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000_000, Duration.ofMinutes(1), 64 << 20);

  @TempDir private Path folder;

  private HttpMode recorded() throws IOException {
    return HttpMode.replay(
        Files.writeString(
            folder.resolve("cassette.json"),
            """
            {"cassette": 1, "exchanges": [
              {"request": {"method": "GET", "url": "http://numbers.example/numbers/0"},
               "response": {"status": 200, "body": {"base64": "AQID"}}},
              {"request": {"method": "GET", "url": "http://numbers.example/numbers/1"},
               "response": {"status": 401, "body": {"text": "log in first"}}}
            ]}
            """));
  }

  private static LinkedComponent guest() throws IOException {
    Linker linker =
        new Linker(
            Engines.create(Engine.Mode.INTERPRETER),
            WitWorld.read(resource("/witloof/connector.wasm"), "host"));
    new WasiHostImports().interfaces().forEach(linker::define);
    return linker.link(Component.read(resource("/guests/rust-http-source.wasm")));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ReproducibleGuestTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** Everything that the guest says and gives. */
  private List<String> run(LinkedComponent guest, Reproducibility reproducibility)
      throws IOException {
    List<String> said = new ArrayList<>();
    HostEnvironment environment =
        new HostEnvironment(
            new ConnectorIdentity("numbers", Optional.of("1.0.0"), "0".repeat(64)),
            Set.of(Capability.values()),
            List.of(HttpRule.parse("http://numbers.example")),
            Map.of(),
            Map.of(),
            line -> said.add(line.message()),
            recorded(),
            new HttpLimits(2, 1 << 20, 1 << 20),
            1 << 20,
            new ConnectorUsage(),
            ConnectorListener.none(),
            GuestSecrets.NONE,
            reproducibility);
    InstanceConfig config =
        new InstanceConfig(
            64L << 20, 100, LIMITS, List.of(environment, new WasiState(environment)));
    try (ComponentInstance instance = guest.instantiate(config)) {
      ResultValue.Ok opened =
          (ResultValue.Ok)
              instance
                  .export(SOURCE, "open")
                  .call(LIMITS, "numbers@numbers.example", Optional.empty());
      GuestResource handle = (GuestResource) opened.value().orElseThrow();
      ResultValue.Ok batch = (ResultValue.Ok) next(instance, handle);
      byte[] bytes = (byte[]) ((Optional<?>) batch.value().orElseThrow()).orElseThrow();
      said.add(HexFormat.of().formatHex(bytes));
      said.add(next(instance, handle).toString());
      said.add(Long.toString(instance.lastUsage().fuel()));
    }
    return said;
  }

  private static Object next(ComponentInstance instance, GuestResource handle) {
    return instance.export(SOURCE, "[method]read-handle.next").call(LIMITS, handle);
  }

  @Test
  void twoRunsAreTheSameToTheByteAndToTheUnitOfFuel() throws IOException {
    LinkedComponent guest = guest();
    Reproducibility fixed = Reproducibility.NONE.frozenAt(THEN).seeded(42);

    List<String> first = run(guest, fixed);

    assertEquals(first, run(guest, fixed));
    assertEquals("status 200, 3 bytes, at " + THEN.getEpochSecond(), first.get(0));
    assertEquals("010203", first.get(1));
    assertEquals("status 401, 12 bytes, at " + THEN.getEpochSecond(), first.get(2));
    assertNotEquals(first, run(guest, Reproducibility.NONE));
  }
}
