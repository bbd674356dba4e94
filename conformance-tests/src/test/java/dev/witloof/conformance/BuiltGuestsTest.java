package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.Component;
import dev.witloof.component.Linker;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Source;
import dev.witloof.engine.CoreModule;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.testengines.CutEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every component in the folder of {@link BuiltGuests}, those of language runtimes among them.
 * Guests that import what must be granted are loaded by their manifests in guests/, with what these
 * ask for. Those of guests/rest and guests/chance have tests of their own.
 */
@Tag(BuiltGuests.TAG)
class BuiltGuestsTest {
  private static final Map<String, String> MANIFEST_OF =
      Map.of(
          "js-full-source.wasm", "js/connector.toml",
          "python-logging-source.wasm", "python/logging.toml",
          "python-wasi-source.wasm", "python/connector.toml",
          "rust-destination.wasm", "rust-destination/connector.toml",
          "rust-http-source.wasm", "rust-http/connector.toml",
          "rust-warehouse.wasm", "rust-warehouse/connector.toml");

  /** Reads from a server, not from itself. */
  private static final String HTTP_GUEST = "rust-http-source.wasm";

  @TempDir Path folder;

  static List<Path> components() {
    return BuiltGuests.endingWith(".wasm").stream()
        .filter(file -> !file.getFileName().toString().matches("(orders|chance)-.*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("components")
  void loadsGivesTheSameRowsAndResumesAtEachBatch(Path component) throws IOException {
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = load(runtime, component)) {
      LoadReport report = connector.report().orElseThrow();
      assertEquals(
          connector.isSource(), report.exports().contains("witloof:connector/source@0.1.0"));
      assertTrue(connector.isSource() || connector.isDestination());
      assertEquals(Optional.of(LoadReport.Origin.COMPILED), report.code());
      assertEquals(List.of(), report.compiled().orElseThrow().interpreted());
      if (connector.isSource() && !component.endsWith(HTTP_GUEST)) {
        try (Source source = connector.source(Map.of())) {
          Numbers.assertGivesAllRowsAndResumesAtEachBatch(source);
        }
      }
    }
  }

  /**
   * The launcher has the JVM compile methods of any size, so that functions are cut otherwise than
   * at the JVM's default flags, with which these tests run.
   */
  @ParameterizedTest
  @MethodSource("components")
  void leavesNoFunctionToOurInterpreterAtTheSizesOfTheLauncherEither(Path component)
      throws IOException {
    List<CoreModule> modules =
        new Linker(CutEngine.large())
            .compile(Component.read(Files.readAllBytes(component)))
            .coreModules();
    assertFalse(modules.isEmpty());
    for (CoreModule module : modules) {
      assertEquals(CoreModule.Code.COMPILED, module.code());
      assertEquals(List.of(), module.interpretedFunctions());
    }
  }

  private LoadedConnector load(ConnectorRuntime runtime, Path component) throws IOException {
    String manifestFile = MANIFEST_OF.get(component.getFileName().toString());
    if (manifestFile == null) {
      return runtime.load(component, Grants.none());
    }
    Path manifest = BuiltGuests.manifest(manifestFile, component, folder);
    Grants asked = Grants.builder().all(ConnectorManifest.read(manifest).capabilities()).build();
    return runtime.load(manifest, asked);
  }
}
