package dev.witloof.connector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not even tables: each is refused with its place and in words for its author. */
class BadFilesTest {
  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            "c.toml",
            bytes("\ufeffa = 1\n"),
            ":1:1: begins with a byte order mark; save it as UTF-8 without one"),
        Arguments.of(
            "c.json",
            bytes("\ufeff{}"),
            ":1:1: begins with a byte order mark; save it as UTF-8 without one"),
        Arguments.of(
            "c.toml",
            "a = 1".getBytes(StandardCharsets.UTF_16),
            ":1:1: is UTF-16; save it as UTF-8"),
        Arguments.of(
            "c.toml",
            "\ufeffa = 1".getBytes(StandardCharsets.UTF_16LE),
            ":1:1: is UTF-16; save it as UTF-8"),
        Arguments.of(
            "c.toml",
            latin1("a = 1\nb = \"\u00c3\u00a9 \u00fc\"\n"),
            ":2:8: is not UTF-8 text from here on; save it as UTF-8"),
        Arguments.of(
            "c.json",
            latin1("{\"a\": \"\u00ff\"}"),
            ":1:8: is not UTF-8 text from here on; save it as UTF-8"),
        Arguments.of("c.toml", latin1("a = 1\n\u00e2\u0082"), ":2:1: is not UTF-8 text from here"),
        Arguments.of(
            "c.toml", bytes("a = 1\na = 2\n"), ":2:1: a: is there already, at 1:1; take one"),
        Arguments.of("c.toml", bytes("[a]\n[a]\n"), ":2:1: a: is there already, at 1:1; take one"),
        Arguments.of("c.toml", bytes("a = 1\n[a.b]\n"), ":2:1: a is not a table (previously"),
        Arguments.of(
            "c.toml",
            bytes("[t]\na = 99999999999999999999\n"),
            ":2:5: t.a: must not be a number beyond 64 bits"),
        Arguments.of(
            "c.toml",
            bytes("[[t.u]] # of u\n  a = 1e999999999\n"),
            ":2:7: t.u.a: must not be a number beyond 64 bits"),
        Arguments.of(
            "c.toml",
            bytes("[t]\na = 1\n\n'b' = 1\na = 2"),
            ":5:1: t.a: is there already, at 2:1; take one of the two out"),
        Arguments.of(
            "c.toml",
            bytes("[t]\na = [99999999999999999999, 'b=']\n"),
            ":2:6: t.a: must not be a number beyond 64 bits"),
        Arguments.of(
            "c.toml",
            bytes("a = " + "[".repeat(200) + "]".repeat(200)),
            ":1:105: values are nested too deep: 100 levels are the most"),
        Arguments.of("c.toml", bytes("a = \"b\n"), ":1:7: Unexpected end of line"),
        Arguments.of("c.toml", bytes("a = \"\0\"\n"), ":1:6: Unexpected '\\u0000'"),
        Arguments.of("c.toml", bytes("a\n"), ":1:2: Unexpected end of line, expected . or ="),
        Arguments.of(
            "c.toml",
            bytes("a = 1 # [\nb = [ '[', \"\\\"[\" ]\nc = " + "[".repeat(100_000)),
            ":3:105: values are nested too deep: 100 levels are the most"),
        Arguments.of(
            "c.toml",
            bytes("a = \"\"\"\n[\"[\n\"\"\"\nb = " + "{ b = ".repeat(100_000)),
            ":4:605: values are nested too deep: 100 levels are the most"),
        Arguments.of(
            "c.json",
            bytes("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
            ":1:106: values are nested too deep, or a number or a name is too long: 100 levels"),
        Arguments.of(
            "c.json",
            bytes("{\"a\":" + "9".repeat(100_000) + "}"),
            ":1:100006: values are nested too deep, or a number or a name is too long: 100 levels"),
        Arguments.of(
            "c.json",
            bytes("{\"" + "a".repeat(100_000) + "\":1}"),
            ":1:100004: values are nested too deep, or a number or a name is too long: 100 levels"),
        Arguments.of("c.json", bytes("{\"a\":1,\n \"a\":2}"), ":2:2: a: is there already, at 1:2"),
        Arguments.of("c.json", bytes(""), ":1:1: the file must be a JSON object"),
        Arguments.of("c.json", bytes("[]"), ":1:1: the file must be a JSON object"),
        Arguments.of("c.json", bytes("{} {}"), ":1:4: something follows the end of the JSON"),
        Arguments.of("c.json", bytes("{\"a\": NaN}"), "'NaN'; JSON has no such thing"),
        Arguments.of("c.json", bytes("{/* a */}"), "comment?; JSON has no such thing"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedInWordsForItsAuthor(String name, byte[] content, String words) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    ConfigException refused = assertThrows(ConfigException.class, () -> ConfigReader.read(file));
    String message = refused.getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.contains(words), message);
    assertTrue(message.length() < 400 + file.toString().length(), "short enough to be read");
    assertEquals(1, message.lines().count(), message);
    assertTrue(!message.contains("Feature") && !message.contains("Constraints"), message);
  }

  @Test
  void ofAHugeFileNoMoreIsReadThanMayBe() throws IOException {
    Path file = folder.resolve("c.toml");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(100L << 20);
    }
    ConfigException refused = assertThrows(ConfigException.class, () -> ConfigReader.read(file));
    assertEquals(
        file + ": has 104,857,600 bytes; a configuration file may have at most 1,048,576",
        refused.getMessage());
  }

  @Test
  void aListOfTablesNamesTheElementThatIsNone() {
    ConfigTable root = ConfigReader.toml("c.toml", "a = [{b = 1}, 2, [3]]\n");
    root.tables("a").forEach(table -> table.count("b", 0, 9));
    ConfigException refused = assertThrows(ConfigException.class, () -> root.finish(() -> ""));
    assertEquals(
        """
        c.toml:1:15: a[1]: must be a table, but is a whole number
        c.toml:1:18: a[2]: must be a table, but is a list"""
            .replace("\n", System.lineSeparator()),
        refused.getMessage());
  }

  @Test
  void whatIsTooManyIsCountedAndNotListed() {
    String many = "'*', ".repeat(ConfigTable.MAX_ELEMENTS + 1);
    ConfigTable list = ConfigReader.toml("c.toml", "a = [" + many + "]\n");
    list.list("a", text -> text);
    assertEquals(
        "c.toml:1:1: a: must have at most 1,000 elements, not 1,001",
        assertThrows(ConfigException.class, () -> list.finish(() -> "")).getMessage());

    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      keys.append("k").append(i).append(" = 1\n");
    }
    ConfigTable unknown = ConfigReader.toml("c.toml", keys.toString());
    ConfigException refused = assertThrows(ConfigException.class, () -> unknown.finish(() -> ""));
    assertEquals(150, refused.problems().size());
    assertEquals(101, refused.getMessage().lines().count());
    assertTrue(refused.getMessage().endsWith("c.toml: and 50 more"), refused.getMessage());
  }

  @Test
  void halfASurrogatePairIsNoText() {
    ConfigTable root = ConfigReader.json("c.json", "{\"a\": \"\\ud800\"}");
    root.text("a");
    assertEquals(
        "c.json:1:2: a: must be text in quotes, but is text with half a surrogate pair",
        assertThrows(ConfigException.class, () -> root.finish(() -> "")).getMessage());
  }

  @Test
  void noFileForgesALineOfTheComplaint() {
    String quoted = "a\nc.toml:9:9: b\u202e\u2028\u001b[2J";
    ConfigProblem problem = new ConfigProblem(new Position(3, 1), quoted, "not '" + quoted + "'");
    assertEquals("3:1: a?c.toml:9:9: b???[2J: not 'a?c.toml:9:9: b???[2J'", problem.toString());
  }
}
