package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a component that imports WASI is given: asking gives nothing, a grant does. */
class ImportsTest {
  private final ConnectorRuntime runtime = ConnectorRuntime.create();

  @TempDir Path folder;
  private Path manifest;

  @BeforeEach
  void writeManifest() throws IOException {
    Path wasm = Fixtures.guest("rust-http-source");
    Files.copy(wasm, folder.resolve("guest.wasm"));
    manifest =
        Files.writeString(
            folder.resolve("connector.toml"),
            """
            [connector]
            name = "numbers-http"
            version = "1.0.0"
            kind = "source"
            wasm = "./guest.wasm"
            [capabilities]
            http = ["GET http://127.0.0.1:*"]
            clock = true
            log = true
            """);
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void loadsWithTheGrantsItAsksFor() {
    Grants grants = Grants.builder().http("http://127.0.0.1:*").clock().log().build();
    try (LoadedConnector connector = runtime.load(manifest, grants);
        Source source = connector.source(Map.of())) {
      assertEquals("numbers", source.discover().get(0).name());
    }
  }

  @Test
  void isRefusedForEachGrantThatIsMissing() {
    LoadRefused refused =
        assertThrows(
            LoadRefused.class, () -> runtime.load(manifest, Grants.builder().clock().build()));
    List<String> missing =
        refused.problems().stream()
            .filter(problem -> problem.kind() == LoadProblem.Kind.CAPABILITY)
            .map(LoadProblem::subject)
            .toList();
    assertEquals(List.of("http=GET http://127.0.0.1:*", "log"), missing);
  }

  @Test
  void aGrantForWhatNoManifestAsksForGivesNothing() {
    Grants grants = Grants.builder().http("http://127.0.0.1:*").clock().log().build();
    LoadRefused refused =
        assertThrows(
            LoadRefused.class, () -> runtime.load(Fixtures.guest("rust-http-source"), grants));
    assertTrue(
        refused.problems().stream()
            .anyMatch(problem -> problem.subject().contains("wasi:http/outgoing-handler")),
        refused.getMessage());
  }

  @Test
  void theImportsOfALanguageRuntimeCarryNoAuthority() {
    try (LoadedConnector connector =
        runtime.load(Fixtures.guest("cpp-wasi-source"), Grants.none())) {
      List<LoadReport.Import> wasi =
          connector.report().orElseThrow().imports().stream()
              .filter(imported -> imported.name().startsWith("wasi:"))
              .toList();
      assertEquals(8, wasi.size());
      Set<LoadReport.Treatment> harmless =
          EnumSet.of(
              LoadReport.Treatment.INERT, LoadReport.Treatment.SUPPORT, LoadReport.Treatment.TYPES);
      for (LoadReport.Import imported : wasi) {
        assertTrue(harmless.contains(imported.treatment()), imported.toString());
      }
    }
  }
}
