package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over a native connector: they must not notice that it is one. */
class NativeReadTest {
  @TempDir Path folder;
  private String path;

  @BeforeEach
  void writeTable() throws IOException {
    path = "path=" + folder.resolve("people.csv");
    Files.writeString(
        folder.resolve("people.csv"), "id,name\n1,Ada\n2,\"Grace \"\"H\"\"\"\n3,Bär\n");
  }

  @Test
  void printsRowsOnStdoutAndTheSummaryOnStderr() {
    Invocation done = Invocation.run(folder, "read", "file", "--config", path, "--table", "people");

    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertEquals(
        List.of(
            "{\"id\":1,\"name\":\"Ada\"}",
            "{\"id\":2,\"name\":\"Grace \\\"H\\\"\"}",
            "{\"id\":3,\"name\":\"Bär\"}"),
        done.lines());
    assertTrue(done.err().startsWith("3 rows in 1 batches"), done.err());
  }

  @Test
  void aCursorFileResumesAndThenThereIsNothingNew() throws IOException {
    String[] command = {
      "read",
      "file",
      "--config",
      path,
      "--config",
      "batch-rows=2",
      "--table",
      "people",
      "--cursor-file",
      "people.cursor",
      "--max-batches",
      "1"
    };
    assertEquals(2, Invocation.run(folder, command).lines().size());
    assertTrue(Files.size(folder.resolve("people.cursor")) > 0);
    assertEquals(List.of("{\"id\":3,\"name\":\"Bär\"}"), Invocation.run(folder, command).lines());

    Invocation third = Invocation.run(folder, command);

    assertEquals(ExitCode.DONE, third.exitCode());
    assertEquals("", third.out());
    assertEquals("nothing new in table people\n", third.err());
  }

  @Test
  void jsonSaysTheSummaryInJson() throws IOException {
    Invocation done =
        Invocation.run(folder, "read", "file", "--config", path, "--table", "people", "--json");

    JsonNode summary = new JsonMapper().readTree(done.err());
    assertEquals(3, summary.get("rows").asInt());
    assertEquals("people", summary.get("table").asText());
    assertFalse(summary.get("cursor").isNull());
  }

  @Test
  void discoversInTextAndJson() throws IOException {
    Invocation text = Invocation.run(folder, "discover", "file", "--config", path);
    assertEquals(
        List.of("people (no primary key)", "  id    int64", "  name  string"), text.lines());

    Invocation json = Invocation.run(folder, "discover", "file", "--config", path, "--json");
    JsonNode table = new JsonMapper().readTree(json.out()).get("tables").get(0);
    assertEquals("people", table.get("name").asText());
    assertEquals("int64", table.get("fields").get(0).get("type").asText());
    assertTrue(table.get("fields").get(0).get("nullable").asBoolean());
  }

  @Test
  void namesTheTablesThereAre() {
    Invocation done = Invocation.run(folder, "read", "file", "--config", path, "--table", "pets");
    assertEquals(ExitCode.BAD_INPUT, done.exitCode());
    assertTrue(done.err().contains("there is no table 'pets'; there are: people"), done.err());
  }

  @Test
  void aConnectorErrorEndsWithOne() {
    Invocation done = Invocation.run(folder, "discover", "file", "--config", "path=missing.csv");
    assertEquals(ExitCode.CONNECTOR_ERROR, done.exitCode());
    assertTrue(done.err().contains("missing.csv"), done.err());
  }

  @Test
  void aReaderThatGoesAwayEndsTheCommandQuietlyAndStoresNoCursor() {
    Invocation done =
        Invocation.run(
            failing("Broken pipe"),
            folder,
            "read",
            "file",
            "--config",
            path,
            "--table",
            "people",
            "--cursor-file",
            "c");
    assertEquals(ExitCode.DONE, done.exitCode());
    assertEquals("", done.err());
    assertFalse(Files.exists(folder.resolve("c")), "nothing is out, so nothing is done");
  }

  @Test
  void aFullDiskIsAnErrorAndStoresNoCursor() {
    Invocation done =
        Invocation.run(
            failing("No space left on device"),
            folder,
            "read",
            "file",
            "--config",
            path,
            "--table",
            "people",
            "--cursor-file",
            "c");
    assertEquals(ExitCode.BAD_INPUT, done.exitCode());
    assertTrue(done.err().contains("No space left on device"), done.err());
    assertFalse(Files.exists(folder.resolve("c")));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
