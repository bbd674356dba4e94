package dev.witloof.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.runtime.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's code is this code, and it runs. */
class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @ParameterizedTest
  @CsvSource({
    "Embedding, embed",
    "Embedding, cache",
    "Squares, native",
    "Rates, host",
    "Conversion, bind",
    "Conversion, call"
  })
  void theReadmeShowsWhatIsTested(String file, String region) throws IOException {
    String source =
        Files.readString(ROOT.resolve("cli/src/test/java/dev/witloof/readme/" + file + ".java"));
    String start = "// README: " + region + "\n";
    int from = source.indexOf(start) + start.length();
    String code = source.substring(from, source.indexOf("// end", from));
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertTrue(
        squeezed(readme).contains(squeezed(code)),
        () -> "README.md does not show region '" + region + "' of " + file + ".java");
  }

  /** The README breaks lines to be read, the formatter by its rules. */
  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void theEmbeddedConnectorGivesItsRows() {
    assertEquals(
        1000,
        Embedding.countRows(
            ROOT.resolve("conformance-tests/src/test/resources/guests/c-zig-source.wasm")));
  }

  @Test
  void theSecondLoadIsFromTheCache(@TempDir Path directory) {
    Path guest = ROOT.resolve("conformance-tests/src/test/resources/guests/c-zig-source.wasm");
    assertEquals(
        Optional.of(LoadReport.Origin.COMPILED), Embedding.loadKept(guest, directory).code());
    assertEquals(Optional.of(LoadReport.Origin.CACHE), Embedding.loadKept(guest, directory).code());
  }

  @Test
  void theHostInterfaceServesTheGuest() throws Exception {
    Path folder = ROOT.resolve("cli/src/test/resources/readme");
    byte[] wit = Files.readAllBytes(folder.resolve("rates.wasm"));
    byte[] wasm = Files.readAllBytes(folder.resolve("convert.wasm"));
    assertEquals(125, Conversion.convert(wit, wasm, "EUR"));
    Rates.NoRate none =
        assertThrows(Rates.NoRate.class, () -> Conversion.convert(wit, wasm, "XXX"));
    assertEquals("no rate for XXX", none.getMessage());
  }

  @Test
  void theNativeConnectorResumes() {
    Squares squares = new Squares();
    try (ReadHandle all = squares.openSource(Map.of()).open("squares", Optional.empty())) {
      all.next().orElseThrow().close();
      try (ReadHandle rest = squares.open("squares", Optional.of(all.cursor()))) {
        long rows = 0;
        for (Optional<RecordBatch> next = rest.next(); next.isPresent(); next = rest.next()) {
          try (RecordBatch batch = next.get()) {
            rows += batch.rowCount();
          }
        }
        assertEquals(90, rows);
      }
    }
  }
}
