package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands say of manifests: bad ones, changed ones, and their schema. */
class ManifestCommandsTest {
  private static final Path EXAMPLE =
      Path.of("../examples/earthquakes").toAbsolutePath().normalize();
  private static final String CONNECTOR =
      "[connector]\nname = \"c\"\nversion = \"1.0.0\"\nkind = \"source\"\nwasm = \"c.wasm\"\n";

  @TempDir Path folder;

  @BeforeEach
  void component() throws IOException {
    Files.write(folder.resolve("c.wasm"), new byte[] {0});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [capabilities]/filesystem = true       | 7:1: capabilities.filesystem: is not supported
          [capabilities]/http = ["*"]            | 7:9: capabilities.http[0]: must have a host
          [limits]/memory = "4 GiB"              | 7:1: limits.memory: must be from 64 KiB to 2 GiB
          [limit]/memory = "4 GiB"               | 6:1: limit: is not known; did you mean 'limits'?
          [config.properties.a]/type = "list"    | 7:1: config.properties.a.type: must be one of
          [effects]/writes = ["disk"]            | 7:11: effects.writes[0]: must be one of remote
          [determinism]/deterministic = "no"     | 7:1: determinism.deterministic: must be true or
          [capabilities                          | 6:14
          """)
  void aBadManifestEndsWithTwoAndNamesTheKey(String lines, String message) throws IOException {
    Files.writeString(
        folder.resolve("connector.toml"), CONNECTOR + lines.replace('/', '\n') + "\n");
    Invocation done = Invocation.run(folder, "inspect", "connector.toml");
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains("connector.toml:" + message), done.err());
    assertFalse(done.err().contains("\tat "), done.err());
  }

  @Test
  void aBadJsonManifestDoesToo() throws IOException {
    Files.writeString(folder.resolve("connector.json"), "{\"connector\": {\n  \"nam\": 1\n}}");
    Invocation done = Invocation.run(folder, "inspect", "connector.json");
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(
        done.err().contains("connector.json:2:3: connector.nam: is not known; did you mean 'name'"),
        done.err());
  }

  @Test
  void settingsAreCheckedBeforeAnythingRuns() {
    Invocation done =
        Invocation.run(
            EXAMPLE,
            "read",
            "connector.toml",
            "--table",
            "earthquakes",
            "--development",
            "--config",
            "page-size=0",
            "--config",
            "begin=2018");
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains("page-size: must be at least 1, not \"0\""), done.err());
    assertTrue(done.err().contains("begin: is no setting of it; it takes start"), done.err());
    assertTrue(done.err().contains("start: is missing"), done.err());
  }

  @Test
  void inspectShowsWhatTheManifestDeclares() {
    Invocation done = Invocation.run(EXAMPLE, "inspect", "connector.toml", "--development");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertTrue(
        done.out().contains("setting       start (string, required) First time"), done.out());
    assertTrue(done.out().contains("licence       Apache-2.0\n"), done.out());
    assertTrue(
        done.out().contains("effects       reads remote, writes nothing, idempotent"), done.out());
    assertTrue(done.out().contains("determinism   deterministic, needs http"), done.out());
  }

  @Test
  void diffShowsWhatAnUpgradeChangesAndEndsWithFourWhenItAsksForMore() throws IOException {
    Files.writeString(
        folder.resolve("old.toml"),
        CONNECTOR + "[capabilities]\nhttp = [\"GET a.com\"]\nlog = true\n[limits]\nhandles = 20\n");
    Files.writeString(
        folder.resolve("new.toml"),
        CONNECTOR.replace("1.0.0", "1.1.0")
            + "[capabilities]\nhttp = [\"a.com\"]\nenv = [\"T\"]\n[limits]\nhandles = 30\n");
    Invocation more = Invocation.run(folder, "diff", "old.toml", "new.toml");
    assertEquals(ExitCode.REFUSED, more.exitCode(), more.err());
    assertEquals(
        """
        ~ http=GET a.com -> http=a.com (widened)
        + env=T
        - log
        ~ connector.version: "1.0.0" -> "1.1.0"
        ~ limits.handles: 20 -> 30
        """,
        more.out());
    Invocation none = Invocation.run(folder, "diff", "old.toml", "old.toml");
    assertEquals(ExitCode.DONE, none.exitCode());
    assertEquals("no difference\n", none.out());
    JsonNode json =
        new JsonMapper()
            .readTree(Invocation.run(folder, "diff", "old.toml", "new.toml", "--json").out());
    assertTrue(json.get("asks-for-more").asBoolean());
    assertEquals("widened", json.get("capabilities").get(0).get("change").asText());
    assertEquals("limits.handles", json.get("others").get(1).get("key").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "connector, ../connector-sdk/src/main/resources/witloof/connector.schema.json",
    "load-report, ../runtime-core/src/main/resources/witloof/load-report.schema.json"
  })
  void schemaPrintsWhatIsCommitted(String name, Path committed) throws IOException {
    Invocation done = Invocation.run(folder, "schema", name);
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    JsonMapper json = new JsonMapper();
    assertEquals(json.readTree(committed.toFile()), json.readTree(done.out()));
    assertEquals(ExitCode.BAD_INPUT, Invocation.run(folder, "schema", "other").exitCode());
  }

  @Test
  void signNeedsAKeyAndAManifest() throws IOException {
    Files.writeString(folder.resolve("key"), "nothing");
    Files.writeString(folder.resolve("key.pub"), "nothing");
    Files.writeString(folder.resolve("connector.toml"), CONNECTOR);
    for (String[] arguments :
        new String[][] {
          {"sign", "connector.toml"},
          {"sign", "--key", "none", "connector.toml"},
          {"sign", "--key", "key", "connector.toml"},
          {"sign", "--key", "key"},
          {"sign", "--new-key", "key", "connector.toml"}
        }) {
      Invocation done = Invocation.run(folder, arguments);
      assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
      assertFalse(done.err().contains("\tat "), done.err());
    }
  }
}
