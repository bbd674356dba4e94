package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.Linker;
import dev.witloof.component.UnlinkableComponent;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.runtime.ImportClass;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Later versions of WASI 0.2: what there is matches, and what is new is refused by its name. */
class NewerWasiTest {
  private static Component component(String name) throws IOException {
    try (InputStream in = NewerWasiTest.class.getResourceAsStream("/newer/" + name + ".wasm")) {
      return Component.read(in.readAllBytes());
    }
  }

  private static Linker linker() {
    Linker linker =
        new Linker(Engines.create(Engine.Mode.INTERPRETER), WasiHostImports.hostWorld());
    new WasiHostImports().interfaces().forEach(linker::define);
    return linker;
  }

  private static String problem(String name) throws IOException {
    Component component = component(name);
    UnlinkableComponent refused =
        assertThrows(UnlinkableComponent.class, () -> linker().link(component));
    assertEquals(1, refused.problems().size(), refused.getMessage());
    return refused.problems().get(0).toString();
  }

  @Test
  void laterVersionsOfTheTrackMatch() throws IOException {
    InstanceConfig config =
        new InstanceConfig(
            1 << 20, 10, new CallLimits(1_000, Duration.ofSeconds(10), 1 << 10), List.of());
    try (ComponentInstance instance = linker().link(component("later-minor")).instantiate(config)) {
      assertTrue(instance.exports().isEmpty());
    }
  }

  @Test
  void anInterfaceThatIsNewIsRefusedByName() throws IOException {
    assertInstanceOf(
        ImportClass.Unknown.class, new WasiHostImports().classify("wasi:clocks/timezone@0.2.4"));
    assertTrue(problem("timezone").contains("wasi:clocks/timezone@0.2.4"));
  }

  /** No capability would help. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wasi:clocks/monotonic-clock@0.3.0-rc-2025-09-16",
        "wasi:http/types@0.3.0",
        "wasi:random/random@0.2.0-evil",
        "wasi:random/random@99999999999.2.0",
        "wasi:random/random@1.0.0",
        "wasi:random/random",
        "wasi:filesystem/types@0.3.0",
        "wasi:logging/logging@0.1.0"
      })
  void anotherVersionIsUnknownWhateverItsName(String name) {
    assertInstanceOf(ImportClass.Unknown.class, new WasiHostImports().classify(name));
  }

  @Test
  void aFunctionThatIsNewIsRefusedByName() throws IOException {
    String problem = problem("exit-with-code");
    assertTrue(problem.contains("wasi:cli/exit@0.2.8"), problem);
    assertTrue(problem.contains("exit-with-code"), problem);
  }

  @Test
  void aSignatureThatDiffersIsRefusedWithBoth() throws IOException {
    String problem = problem("other-signature");
    assertTrue(problem.contains("get-random-u64"), problem);
    assertTrue(problem.contains("u32") && problem.contains("u64"), problem);
  }
}
