package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest burns the same fuel at each call, in each mode and on each JDK. */
class GuestFuelTest {
  private static final String SOURCE = "witloof:connector/source@0.1.0";
  private static final CallLimits LIMITS =
      new CallLimits(1L << 40, Duration.ofMinutes(10), 128 << 20);

  /** What each call of reading the table burns, from the instantiation on. */
  private static List<Long> fuel(Path guest, Engine.Mode mode) throws IOException {
    List<Long> fuel = new ArrayList<>();
    try (InputStream contract = GuestFuelTest.class.getResourceAsStream("/witloof/connector.wasm");
        ComponentInstance instance =
            new Linker(Engines.create(mode), WitWorld.read(contract.readAllBytes(), "host"))
                .link(Component.read(Files.readAllBytes(guest)))
                .instantiate(new InstanceConfig(256L << 20, 1_000, LIMITS, List.of()))) {
      ok(instance.export(SOURCE, "discover").call(LIMITS));
      fuel.add(instance.lastUsage().fuel());
      Object handle =
          ok(instance.export(SOURCE, "open").call(LIMITS, Numbers.TABLE, Optional.empty()));
      fuel.add(instance.lastUsage().fuel());
      Object batch;
      do {
        batch = ok(instance.export(SOURCE, "[method]read-handle.next").call(LIMITS, handle));
        fuel.add(instance.lastUsage().fuel());
      } while (!batch.equals(Optional.empty()));
      ((GuestResource) handle).drop(LIMITS);
    }
    return fuel;
  }

  private static Object ok(Object result) {
    return assertInstanceOf(ResultValue.Ok.class, result).value().orElseThrow();
  }

  /**
   * The sum is committed, so that it is the same wherever this runs. It changes with the guest, and
   * with {@link dev.witloof.engine.FuelSchedule#VERSION}.
   */
  @ParameterizedTest
  @CsvSource({
    "assemblyscript-source, 2887097",
    "c-c14-source, 332053",
    "c-c22-source, 276604",
    "c-zig-source, 252376",
    "cpp-stub-source, 287295",
    "relay-c-zig-source, 285522",
    "relay-rust-source, 1600996",
    "rust-mvp-source, 2320983",
    "rust-source, 1567623",
  })
  void burnsWhatIsCommittedInEachMode(String guest, long sum) throws IOException {
    List<Long> compiled = fuel(Fixtures.guest(guest), Engine.Mode.COMPILER);
    assertEquals(compiled, fuel(Fixtures.guest(guest), Engine.Mode.INTERPRETER));
    assertEquals(sum, compiled.stream().mapToLong(Long::longValue).sum(), compiled::toString);
  }

  /** Components in the folder of built guests that import nothing but types, as stubbed ones do. */
  static List<Path> selfContained() {
    return BuiltGuests.endingWith("-stub-source.wasm");
  }

  @Tag(BuiltGuests.TAG)
  @ParameterizedTest
  @MethodSource("selfContained")
  void builtGuestsBurnTheSameInEachMode(Path guest) throws IOException {
    assertEquals(fuel(guest, Engine.Mode.COMPILER), fuel(guest, Engine.Mode.INTERPRETER));
  }
}
