package dev.witloof.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
            OptionalInt.of(3)),
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
                "handles": 100, "http-in-flight": 3}
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
