package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConfigSchema;
import dev.witloof.connector.ConnectorManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {
  private static final String SETTINGS =
      """
      [config]
      required = ["start"]
      [config.properties.start]
      type = "string"
      description = "the first day"
      pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
      [config.properties.size]
      type = "integer"
      minimum = 1
      maximum = 1000
      default = 100
      [config.properties.rate]
      type = "number"
      minimum = 0.5
      [config.properties.mode]
      type = "string"
      enum = ["fast", "slow"]
      [config.properties.all]
      type = "boolean"
      default = false
      [config.properties.name]
      type = "string"
      minLength = 2
      maxLength = 3
      [config.properties.token]
      type = "string"
      maxLength = 5
      secret = true
      """;

  @TempDir Path folder;

  private ConfigCheck check(String config) throws IOException {
    Files.write(folder.resolve("c.wasm"), new byte[] {0});
    String manifest =
        "[connector]\nname = \"c\"\nversion = \"1.0.0\"\nkind = \"source\"\nwasm = \"c.wasm\"\n";
    ConfigSchema schema =
        ConnectorManifest.read(
                folder.resolve("connector.toml"),
                (manifest + config).getBytes(StandardCharsets.UTF_8))
            .config();
    return new ConfigCheck("c", schema);
  }

  @Test
  void defaultsFillInWhatIsNotGiven() throws IOException {
    assertEquals(
        Map.of("start", "2018-01-31", "size", "100", "all", "false"),
        check(SETTINGS).complete(Map.of("start", "2018-01-31")));
    assertEquals(
        Map.of("start", "2018-01-31", "size", "7", "all", "true", "rate", "0.5", "name", "😀é"),
        check(SETTINGS)
            .complete(
                Map.of(
                    "start",
                    "2018-01-31",
                    "size",
                    "7",
                    "all",
                    "true",
                    "rate",
                    "0.5",
                    "name",
                    "😀é")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          start | 31.1.2018 | start: must match the pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}$
          size  | many      | size: must be an integer such as 100, not "many"
          size  | 007       | size: must be an integer
          size  | 1.0       | size: must be an integer
          size  | 0         | size: must be at least 1, not "0"
          size  | 1001      | size: must be at most 1000, not "1001"
          rate  | NaN       | rate: must be a number
          rate  | 0.4       | rate: must be at least 0.5
          mode  | medium    | mode: must be one of fast, slow, not "medium"
          all   | yes       | all: must be true or false
          name  | a         | name: must have at least 2 characters, not 1
          name  | abcd      | name: must have at most 3 characters, not 4
          other | x         | other: is no setting of it; it takes start, size, rate
          """)
  void everyFaultNamesItsSetting(String name, String value, String fault) throws IOException {
    Map<String, String> given =
        name.equals("start") ? Map.of(name, value) : Map.of("start", "2018-01-31", name, value);
    ConfigCheck check = check(SETTINGS);
    String message =
        assertThrows(IllegalArgumentException.class, () -> check.complete(given)).getMessage();
    assertTrue(message.contains(fault), message);
  }

  @Test
  void allFaultsAreNamedAtOnceAndNoSecretIsQuoted() throws IOException {
    ConfigCheck check = check(SETTINGS);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> check.complete(Map.of("token", "hunter22", "size", "x")))
            .getMessage();
    assertTrue(message.contains("start: is missing; it must be string: the first day"), message);
    assertTrue(message.contains("size: must be an integer"), message);
    assertTrue(message.contains("token: must have at most 5 characters"), message);
    assertFalse(message.contains("hunter22"), message);
  }

  @Test
  void aManifestWithoutSettingsTakesAnyAndOneWithAnEmptyTableNone() throws IOException {
    assertEquals(Map.of("a", "b"), check("").complete(Map.of("a", "b")));
    assertEquals(
        Map.of("a", "b"),
        check("[config]\nadditionalProperties = true\n").complete(Map.of("a", "b")));
    ConfigCheck none = check("[config]\n");
    assertThrows(IllegalArgumentException.class, () -> none.complete(Map.of("a", "b")));
  }

  @Test
  void aPatternThatWouldBacktrackForEverTakesNoTime() throws IOException {
    ConfigCheck check =
        check("[config.properties.a]\ntype = \"string\"\npattern = \"^(a+)+(a|aa)*$\"\n");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThrows(
                IllegalArgumentException.class,
                () -> check.complete(Map.of("a", "a".repeat(10_000) + "!"))));
  }

  @Test
  void aDefaultMustMatchThePattern() throws IOException {
    ConfigCheck check =
        check("[config.properties.a]\ntype = \"string\"\npattern = \"^b\"\ndefault = \"a\"\n");
    assertEquals("config.properties.a.default", check.problems().get(0).subject());
    ConfigCheck java =
        check("[config.properties.a]\ntype = \"string\"\npattern = '[a&&[^b]]\\R'\n");
    assertEquals("config.properties.a.pattern", java.problems().get(0).subject());
  }
}
