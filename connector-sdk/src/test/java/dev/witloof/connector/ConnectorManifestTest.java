package dev.witloof.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorManifestTest {
  private static final String MINIMAL =
      """
      [connector]
      name = "numbers"
      version = "1.0.0"
      kind = "source"
      wasm = "./numbers.wasm"
      """;

  @TempDir Path folder;

  @BeforeEach
  void component() throws IOException {
    Files.write(folder.resolve("numbers.wasm"), new byte[] {0});
  }

  private ConnectorManifest read(String name, String text) throws IOException {
    return ConnectorManifest.read(Files.writeString(folder.resolve(name), text));
  }

  private List<String> problems(String toml) {
    return assertThrows(ConfigException.class, () -> read("connector.toml", toml))
        .problems()
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void aMinimalManifestAsksForNothing() throws IOException {
    assertEquals(
        ConnectorManifest.of(
            "numbers",
            "1.0.0",
            ConnectorKind.SOURCE,
            folder.resolve("numbers.wasm").toAbsolutePath()),
        read("connector.toml", MINIMAL));
  }

  @Test
  void tomlAndJsonSayTheSame() throws IOException {
    ConnectorManifest toml =
        read(
            "connector.toml",
            MINIMAL.replace("\"source\"", "\"both\"\nstrict = true")
                + """
                [capabilities]
                http = ["API.github.com", "*.githubusercontent.com"]
                env = ["GITHUB_TOKEN"]
                config = true
                clock = true
                log = true
                random = true
                [limits]
                memory = "128 MiB"
                fuel = 1e8
                next-deadline = "10s"
                discover-deadline = "2m"
                call-deadline = "500ms"
                lifted-bytes = 4096
                handles = 100
                http-in-flight = 3
                http-request-body = "1 MiB"
                http-response-body = 1073741824
                """);
    assertEquals(
        new ConnectorManifest.Capabilities(
            List.of(HttpRule.parse("api.github.com"), HttpRule.parse("*.githubusercontent.com")),
            List.of("GITHUB_TOKEN"),
            true,
            true,
            true,
            true),
        toml.capabilities());
    assertEquals(
        new ConnectorManifest.Limits(
            OptionalLong.of(128 << 20),
            OptionalLong.of(100_000_000),
            Optional.of(Duration.ofSeconds(10)),
            Optional.of(Duration.ofMinutes(2)),
            Optional.of(Duration.ofMillis(500)),
            OptionalLong.of(4096),
            OptionalInt.of(100),
            OptionalInt.of(3),
            OptionalLong.of(1 << 20),
            OptionalLong.of(1 << 30)),
        toml.limits());
    assertEquals(
        toml,
        read(
            "connector.json",
            """
            {
              "connector": {"name": "numbers", "version": "1.0.0", "kind": "both", "strict": true,
                "wasm": "numbers.wasm"},
              "capabilities": {"http": ["api.github.com", "*.githubusercontent.com"],
                "env": ["GITHUB_TOKEN"], "config": true, "clock": true, "log": true, "random": true},
              "limits": {"memory": "128 MiB", "fuel": 100000000, "next-deadline": "10s",
                "discover-deadline": "2m", "call-deadline": "500ms", "lifted-bytes": "4 KiB",
                "handles": 100, "http-in-flight": 3, "http-request-body": "1 MiB",
                "http-response-body": "1 GiB"}
            }
            """));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertEquals(
        List.of(
            "4:1: connector.kind: must be one of \"both\", \"destination\", \"source\", not"
                + " \"sorce\"; did you mean 'source'?",
            "7:9: capabilities.http[0]: must not have a user name or password; a host such as"
                + " api.example.com is enough",
            "9:1: capabilities.clok: is not known; did you mean 'clock'?; known here: http, env,"
                + " config, clock, log, random",
            "11:1: limits.memory: must be from 64 KiB to 2 GiB, not 3 GiB",
            "12:1: extra: is not known; known here: connector, config, capabilities, limits,"
                + " effects, determinism"),
        problems(
            MINIMAL.replace("source", "sorce")
                + """
                [capabilities]
                http = ["https://me@api.github.com/"]

                clok = true
                [limits]
                memory = "3 GiB"
                [extra]
                """));
  }

  @Test
  void badHostsAreRefused() {
    for (String host :
        List.of("*", "*.", "a.*.com", "ftp://a.com", "a.com:x", "a.com//x", "", "a..b", "-a.com")) {
      assertEquals(
          1, problems(MINIMAL + "[capabilities]\nhttp = [\"" + host + "\"]\n").size(), host);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          version = "1.0"            | connector.version: must be a semantic version
          version = "01.0.0"         | connector.version: must be a semantic version
          version = "1.0.0-01"       | connector.version: must be a semantic version
          contract = "0.2.0"         | connector.contract: must be one of "0.1.0", not "0.2.0"
          licence = "none at all"    | connector.licence: must be an SPDX expression
          license = "MIT"            | connector.license: is not known; did you mean 'licence'?
          homepage = "ftp://a.com"   | connector.homepage: must be a URL with http or https
          homepage = "https://me@a/" | connector.homepage: must be a URL with http or https
          """)
  void theConnectorTableIsChecked(String line, String problem) {
    String without = MINIMAL;
    if (line.startsWith("version")) {
      without = MINIMAL.replaceAll("version = .*", "");
    }
    assertOneProblem(without + line, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [capabilities]/filesystem = true          | capabilities.filesystem: is not supported by
          [capabilities]/sockets = ["a:1"]          | capabilities.sockets: is not supported by
          [capabilities]/keyvalue = true            | capabilities.keyvalue: is not supported by
          [capabilities.sql]/url = "x"              | capabilities.sql: is not supported by
          [capabilities]/http = true                | capabilities.http: must be a list of texts
          [limits]/log = "2 MiB"                    | limits.log: cannot be changed
          [limits]/fuel = 1e16                      | limits.fuel: must be from 1 to
          [effects]/reads = ["moon"]                | effects.reads[0]: must be one of remote
          [determinism]/needs = ["clock"]           | determinism.needs: says what a determin
          [determinism]/deterministic = true/needs = ["clock"] | which [capabilities] does not
          [config]/properties = 1                   | config.properties: must be a table
          [config]/required = ["a"]                 | config.required: names 'a'
          [config]/allOf = []                       | config.allOf: is not known
          [config]/type = "array"                   | config.type: must be one of "object"
          [config]/"$ref" = "http://a.com"          | config.$ref: cannot refer to another schema
          [config.properties.a]                     | config.properties.a.type: is missing
          [config.properties."a b"]/type = "string" | config.properties.a b: must be a name
          P/type = "array"                          | config.properties.a.type: must be one of
          P/type = "string"/"$ref" = "x"            | config.properties.a.$ref: cannot refer
          P/type = "string"/required = true         | config.properties.a.required: belongs one
          P/type = "string"/pattern = "("           | config.properties.a.pattern: must be a reg
          P/type = "string"/pattern = '(a)\\1'      | config.properties.a.pattern: must be a reg
          P/type = "string"/pattern = "a(?=b)"      | config.properties.a.pattern: must be a reg
          P/type = "string"/pattern = "(a{99}){99}" | with smaller counted repetitions
          P/type = "string"/pattern = '\\Q[\\E((a{999}){999})\\Q]\\E' | a.pattern: must be a regular
          P/type = "string"/minimum = 1             | config.properties.a.minimum: is for settings
          P/type = "integer"/pattern = "a"          | config.properties.a.pattern: is for settings
          P/type = "integer"/default = "1"          | config.properties.a.default: must be an int
          P/type = "integer"/default = 0/minimum = 1 | config.properties.a.default: must be at le
          P/type = "integer"/enum = [1, "2"]        | config.properties.a.enum: must be a list
          P/type = "integer"/enum = []              | config.properties.a.enum: must be a list
          P/type = "integer"/enum = [1, 1]          | config.properties.a.enum: has a value twice
          P/type = "integer"/minimum = 2/maximum = 1 | config.properties.a.maximum: must not be
          P/type = "string"/minLength = 2/maxLength = 1 | config.properties.a.maxLength: must not
          P/type = "string"/secret = true/default = "x" | config.properties.a.default: must not
          """)
  void theOtherTablesAreChecked(String lines, String problem) {
    String tables = lines.replace("P/", "[config.properties.a]/").replace('/', '\n');
    assertOneProblem(MINIMAL + tables.replace("http:\n\n", "http://"), problem);
  }

  private void assertOneProblem(String toml, String problem) {
    List<String> problems = problems(toml);
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains(problem), problems.get(0));
  }

  @Test
  void aMissingComponentIsNamedByItsPath() {
    assertEquals(
        List.of(
            "5:1: connector.wasm: must be a file, relative to the manifest; there is none at "
                + folder.resolve("other.wasm").toAbsolutePath()),
        problems(MINIMAL.replace("numbers.wasm", "other.wasm")));
  }

  @Test
  void anEmptyFileLacksTheConnector() {
    assertEquals(List.of("1:1: connector: is missing; add the table [connector]"), problems(""));
  }
}
