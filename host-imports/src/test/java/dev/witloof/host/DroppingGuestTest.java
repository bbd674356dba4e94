package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Trap;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A component that drops the resources of wasi:http in one order or another. */
class DroppingGuestTest {
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000, Duration.ofMinutes(1), 1 << 20);
  private static LinkedComponent guest;

  @BeforeAll
  static void link() throws IOException {
    Linker linker =
        new Linker(Engines.create(Engine.Mode.INTERPRETER), WasiHostImports.hostWorld());
    new WasiHostImports().interfaces().forEach(linker::define);
    try (InputStream in = DroppingGuestTest.class.getResourceAsStream("/http/children.wasm")) {
      guest = linker.link(Component.read(in.readAllBytes()));
    }
  }

  /** Calls; then the instance is closed, and nothing must be left. */
  private static void call(String function, int times) {
    try (TestCall host = TestCall.granting()) {
      WasiState state = host.state(WasiState.class);
      try (ComponentInstance instance =
          guest.instantiate(new InstanceConfig(1 << 20, 100, LIMITS, List.of(state)))) {
        IntStream.range(0, times).forEach(i -> instance.export(function).call(LIMITS));
      } finally {
        assertEquals(0, host.memoryUsed());
      }
    }
  }

  private static String trap(String function) {
    return assertThrows(Trap.class, () -> call(function, 1)).getMessage();
  }

  @Test
  void childrenMayGoFirst() {
    call("children-first", 200);
  }

  @Test
  void aBodyMayNotGoBeforeItsStream() {
    assertEquals(
        "wasi:http: outgoing-body dropped while its child of type output-stream is alive;"
            + " drop that first",
        trap("body-first"));
  }

  @Test
  void aRequestMayNotGoBeforeItsHeaders() {
    assertEquals(
        "wasi:http: outgoing-request dropped while its child of type headers is alive;"
            + " drop that first",
        trap("request-first"));
  }

  @Test
  void whatIsLeftGoesWithTheInstance() {
    call("open", 10);
  }
}
