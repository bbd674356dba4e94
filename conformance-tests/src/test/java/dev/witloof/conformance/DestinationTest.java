package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorProvider;
import dev.witloof.pipeline.PipelineRunner;
import dev.witloof.pipeline.PipelineSummary;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination written in Rust: it decodes what it is given and logs the sums at commit. */
class DestinationTest {
  @TempDir Path folder;

  @Test
  void receivesTheRowsOfAFile() throws IOException {
    Path csv = folder.resolve("numbers.csv");
    StringBuilder text = new StringBuilder("id,name,score\n");
    for (int i = 0; i < 500; i++) {
      text.append(i)
          .append(",n")
          .append(i)
          .append(',')
          .append(i % 2 == 0 ? "" : "0.5")
          .append('\n');
    }
    Files.writeString(csv, text);
    Path manifest = folder.resolve("connector.toml");
    Files.copy(
        Path.of("src/test/resources/guests/rust-destination.wasm"),
        folder.resolve("rust-destination.wasm"));
    Files.writeString(
        manifest,
        """
        [connector]
        name = "sums"
        version = "1.0.0"
        kind = "destination"
        wasm = "./rust-destination.wasm"
        [capabilities]
        log = true
        clock = true
        """);
    ConnectorProvider file = ConnectorProvider.named("file").orElseThrow();
    List<String> lines = new ArrayList<>();
    try (ConnectorRuntime runtime =
            ConnectorRuntime.builder().log(line -> lines.add(line.message())).build();
        LoadedConnector connector =
            runtime.load(manifest, Grants.builder().log().clock().build())) {
      PipelineSummary summary =
          PipelineRunner.builder(
                  "sums",
                  () -> file.openSource(Map.of("path", csv.toString())),
                  () -> connector.destination(Map.of()))
              .build()
              .run();
      assertEquals(500, summary.rows());
    }
    // 500 * 499 / 2, the letters of n0 to n499, 250 halves.
    String sums = "rows=500 id_sum=124750 chars=" + (500 + 10 + 180 + 1200) + " score_sum=125";
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith(sums + " clock=true")),
        () -> lines.toString());
  }
}
