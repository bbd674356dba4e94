package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
      if (connector.isSource() && !component.endsWith(HTTP_GUEST)) {
        try (Source source = connector.source(Map.of())) {
          Numbers.assertGivesAllRowsAndResumesAtEachBatch(source);
        }
      }
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
