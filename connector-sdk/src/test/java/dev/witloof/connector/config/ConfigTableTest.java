package dev.witloof.connector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTableTest {

  private static List<String> problems(ConfigTable root, Consumer<ConfigTable> reading) {
    reading.accept(root);
    return assertThrows(ConfigException.class, () -> root.finish(() -> "unused"))
        .problems()
        .stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  private static List<String> toml(String text, Consumer<ConfigTable> reading) {
    return problems(ConfigReader.toml("c.toml", text), reading);
  }

  private static List<String> json(String text, Consumer<ConfigTable> reading) {
    return problems(ConfigReader.json("c.json", text), reading);
  }

  @Test
  void takesValuesOfEveryKind() {
    ConfigTable root =
        ConfigReader.toml(
            "c.toml",
            """
            name = "n"
            on = true
            size = "2 KiB"
            plain = 2048
            fuel = 1e9
            wait = "5s"
            hosts = ["a", "b"]
            [deep.er]
            x = 1
            """);
    assertEquals(Optional.of("n"), root.text("name"));
    assertTrue(root.bool("on", false));
    assertEquals(OptionalLong.of(2048), root.size("size", 0, 4096));
    assertEquals(OptionalLong.of(2048), root.size("plain", 0, 4096));
    assertEquals(OptionalLong.of(1_000_000_000), root.count("fuel", 1, Long.MAX_VALUE));
    assertEquals(
        Optional.of(Duration.ofSeconds(5)),
        root.duration("wait", Duration.ZERO, Duration.ofHours(1)));
    assertEquals(List.of("a", "b"), root.list("hosts", text -> text));
    assertEquals(OptionalLong.of(1), root.table("deep").table("er").count("x", 0, 1));
    assertEquals(Optional.empty(), root.table("absent").text("key"));
    assertEquals("done", root.finish(() -> "done"));
  }

  @Test
  void namesAnUnknownKeyWithItsPlaceAndWhatWasMeant() {
    assertEquals(
        List.of(
            "2:1: limits.memroy: is not known; did you mean 'memory'?; known here: memory, fuel"),
        toml(
            "[limits]\nmemroy = \"1 MiB\"\n",
            root -> {
              root.table("limits").size("memory", 0, 1);
              root.table("limits").count("fuel", 0, 1);
            }));
    assertEquals(
        List.of("1:2: x: is not known; known here: memory"),
        json("{\"x\": 1}", root -> root.size("memory", 0, 1)));
  }

  @Test
  void collectsEveryProblemInTheOrderOfTheFile() {
    assertEquals(
        List.of(
            "1:1: a: must be text in quotes, but is a whole number",
            "2:1: b: must be from 1 KiB to 2 KiB, not 3 KiB",
            "3:1: c: must be a duration in ms, s, m or h, such as \"30s\", not \"soon\"",
            "4:1: d: must be a whole number, but is a list",
            "5:1: e: must be true or false, but is text",
            "6:10: f[1]: must be text in quotes, but is true or false"),
        toml(
            """
            a = 1
            b = "3 KiB"
            c = "soon"
            d = []
            e = "yes"
            f = ["", true]
            """,
            root -> {
              root.text("a");
              root.size("b", 1024, 2048);
              root.duration("c", Duration.ZERO, Duration.ofHours(1));
              root.count("d", 0, 1);
              root.bool("e", false);
              root.list("f", text -> text);
            }));
  }

  @Test
  void missingKeysAndTablesAreNamedOnce() {
    assertEquals(
        List.of("1:1: name: is missing; it must be text", "1:1: t: is missing; add the table [t]"),
        toml(
            "",
            root -> {
              root.require("name", text -> text);
              root.requireTable("t").require("inner", text -> text);
            }));
  }

  @Test
  void aListHoldsNothingTwice() {
    assertEquals(
        List.of("1:15: hosts[1]: is there already, at 1:10"),
        toml("hosts = ['a', 'a']", root -> root.list("hosts", text -> text)));
  }

  @Test
  void aChoiceSuggestsTheNearest() {
    assertEquals(
        List.of(
            "1:1: kind: must be one of \"both\", \"source\", not \"sorce\"; did you mean 'source'?"),
        toml("kind = 'sorce'", root -> root.requireChoice("kind", Map.of("source", 1, "both", 2))));
  }

  @Test
  void settingsAreTextWhateverTheirNames() {
    ConfigTable root = ConfigReader.toml("c.toml", "[s]\n\"a.b\" = 1\nc = 'x'\nd = false\n");
    assertEquals(Map.of("a.b", "1", "c", "x", "d", "false"), root.table("s").settings());
    assertEquals("done", root.finish(() -> "done"));
    assertEquals(
        List.of(
            "1:1: day: must be text in quotes, a number, or true or false,"
                + " but is a date or time without quotes"),
        toml("day = 2018-01-31", ConfigTable::settings));
  }

  @Test
  void syntaxErrorsHavePlaces() {
    ConfigException toml =
        assertThrows(ConfigException.class, () -> ConfigReader.toml("c.toml", "a = 1\nb = @\n"));
    assertEquals(new Position(2, 5), toml.problems().get(0).position());
    assertTrue(toml.getMessage().startsWith("c.toml:2:5: "), toml.getMessage());
    ConfigException json =
        assertThrows(ConfigException.class, () -> ConfigReader.json("c.json", "{\n  \"a\": @}"));
    assertEquals(new Position(2, 8), json.problems().get(0).position());
  }

  @Test
  void duplicateKeysAreRefusedInBothFormats() {
    ConfigException toml =
        assertThrows(ConfigException.class, () -> ConfigReader.toml("c.toml", "a = 1\na = 2\n"));
    assertEquals(new Position(2, 1), toml.problems().get(0).position());
    ConfigException json =
        assertThrows(
            ConfigException.class,
            () -> ConfigReader.json("c.json", "{\"t\": {\"a\": 1,\n\"a\": 2}}"));
    assertEquals("c.json:2:1: t.a: is there already, at 1:8", json.getMessage());
  }

  @Test
  void jsonMustBeOneObject() {
    for (String text : List.of("", "[]", "1", "{} {}", "{", "{\"a\": null")) {
      assertThrows(ConfigException.class, () -> ConfigReader.json("c.json", text), text);
    }
  }

  @Test
  void endlessNestingIsRefused() {
    assertThrows(ConfigException.class, () -> ConfigReader.toml("c", "a = " + "[".repeat(100_000)));
    assertThrows(
        ConfigException.class, () -> ConfigReader.json("c", "{\"a\":" + "[".repeat(100_000)));
  }

  @Test
  void filesThatCannotBeReadSaySo(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing.toml");
    assertEquals(
        missing + ": there is no such file",
        assertThrows(ConfigException.class, () -> ConfigReader.read(missing)).getMessage());
    assertTrue(
        assertThrows(ConfigException.class, () -> ConfigReader.read(folder))
            .getMessage()
            .contains("directory"));
    Path latin =
        Files.write(folder.resolve("l.toml"), "a='ü'".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        assertThrows(ConfigException.class, () -> ConfigReader.read(latin))
            .getMessage()
            .contains("UTF-8"));
    Path big = Files.write(folder.resolve("b.toml"), new byte[(int) ConfigReader.MAX_BYTES + 1]);
    assertTrue(
        assertThrows(ConfigException.class, () -> ConfigReader.read(big))
            .getMessage()
            .contains("at most 1,048,576"));
  }
}
