package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code numbers} source, as several languages' compilers make it, through the public API. */
class SourceComponentsTest {
  private static final String SOURCE = "witloof:connector/source@0.1.0";
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000_000, Duration.ofSeconds(60), 128 << 20);

  private static ComponentInstance instance(String name, Engine.Mode mode) throws IOException {
    WitWorld host;
    try (InputStream in =
        SourceComponentsTest.class.getResourceAsStream("/witloof/connector.wasm")) {
      host = WitWorld.read(in.readAllBytes(), "host");
    }
    Component component = Component.read(ComponentReadTest.resource(name));
    return new Linker(Engines.create(mode), host)
        .link(component)
        .instantiate(new InstanceConfig(256L << 20, 1_000, LIMITS, List.of()));
  }

  private static Object ok(Object result) {
    return assertInstanceOf(ResultValue.Ok.class, result).value().orElseThrow();
  }

  private static GuestResource open(ComponentInstance instance, Optional<byte[]> cursor) {
    return (GuestResource) ok(instance.export(SOURCE, "open").call(LIMITS, "numbers", cursor));
  }

  private static Optional<?> next(ComponentInstance instance, GuestResource handle) {
    return (Optional<?>)
        ok(instance.export(SOURCE, "[method]read-handle.next").call(LIMITS, handle));
  }

  private static byte[] cursor(ComponentInstance instance, GuestResource handle) {
    return (byte[]) instance.export(SOURCE, "[method]read-handle.cursor").call(LIMITS, handle);
  }

  private static List<byte[]> drain(ComponentInstance instance, GuestResource handle) {
    List<byte[]> batches = new ArrayList<>();
    for (Optional<?> batch = next(instance, handle);
        batch.isPresent();
        batch = next(instance, handle)) {
      batches.add((byte[]) batch.get());
    }
    return batches;
  }

  private static void readsAllAndResumes(String component, Engine.Mode mode) throws IOException {
    try (ComponentInstance instance = instance(component, mode)) {
      List<?> tables = (List<?>) ok(instance.export(SOURCE, "discover").call(LIMITS));
      RecordValue table = (RecordValue) tables.get(0);
      assertEquals("numbers", table.get("name"));

      GuestResource first = open(instance, Optional.empty());
      List<byte[]> all = new ArrayList<>();
      all.add((byte[]) next(instance, first).orElseThrow());
      all.add((byte[]) next(instance, first).orElseThrow());
      byte[] afterTwo = cursor(instance, first);
      all.addAll(drain(instance, first));
      assertEquals(10, all.size());
      assertEquals(Optional.empty(), next(instance, first), "exhausted for good");

      GuestResource second = open(instance, Optional.of(afterTwo));
      List<byte[]> rest = drain(instance, second);
      assertEquals(8, rest.size());
      for (int i = 0; i < rest.size(); i++) {
        assertArrayEquals(all.get(i + 2), rest.get(i));
      }
      assertTrue(instance.lastUsage().fuel() > 0);

      first.drop(LIMITS);
      first.drop(LIMITS);
      second.drop(LIMITS);
      assertThrows(IllegalArgumentException.class, () -> next(instance, first));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c-zig-source", "assemblyscript-source", "rust-source"})
  void readsAllAndResumesCompiled(String component) throws IOException {
    readsAllAndResumes(component, Engine.Mode.COMPILER);
  }

  @Test
  void readsAllAndResumesInterpreted() throws IOException {
    readsAllAndResumes("c-zig-source", Engine.Mode.INTERPRETER);
  }

  @Test
  void reportsTheGuestsError() throws IOException {
    try (ComponentInstance instance = instance("c-zig-source", Engine.Mode.COMPILER)) {
      Object result =
          instance.export(SOURCE, "open").call(LIMITS, "no-such-table", Optional.empty());
      assertInstanceOf(ResultValue.Err.class, result);
    }
  }
}
