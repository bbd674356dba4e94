package dev.witloof.connectors.file;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonReadingTest {
  @TempDir Path folder;

  @Test
  void infersEachTypeInOrderOfAppearance() throws IOException {
    TestFile file =
        ndjson(
            """
            {"b":true,"i":1,"f":1,"t":"2024-05-01T10:00:00Z","s":"x","o":{"k":1.10},"n":null}

            {"late":[1,"a"],"f":2.5,"i":null,"mixed":1}
            {"mixed":"x","s":"2024-05-01T10:00:00Z","big":18446744073709551616}\r
            """);
    assertEquals(
        "b boolean, i int64, f float64, t timestamp, s string, o json, n json, late json,"
            + " mixed json, big json",
        file.schema().fields().stream()
            .map(field -> field.name() + " " + TypeNames.of(field.type()))
            .collect(Collectors.joining(", ")));
    assertEquals(
        List.of(
            asList(true, 1L, 1.0, 1714557600000L, "x", "{\"k\":1.10}", null, null, null, null),
            asList(null, null, 2.5, null, null, null, null, "[1,\"a\"]", "1", null),
            asList(
                null,
                null,
                null,
                null,
                "2024-05-01T10:00:00Z",
                null,
                null,
                null,
                "\"x\"",
                "18446744073709551616")),
        file.rows());
  }

  @Test
  void readsDeclaredNestedTypes() throws IOException {
    TestFile file =
        ndjson(
                """
                {"tags":["a",null],"points":[{"x":1,"y":null},{"x":2.5,"y":[7]}],"unused":1}
                {"tags":null,"points":[]}
                {"tags":[],"points":null,"at":1714557600000}
                """)
            .with(
                "columns",
                "tags:list<string>?,points:list<struct<x:float64,y:list<int32>?>>?,at:timestamp?");
    assertEquals(
        List.of(
            asList("[\"a\",null]", "[{\"x\":1.0},{\"x\":2.5,\"y\":[7]}]", null),
            asList(null, "[]", null),
            asList("[]", null, 1714557600000L)),
        file.rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"a\":1}\n[1]\n' | line 2: expected a JSON object, found \"[1]\"",
        "'{\"a\":1}\n{\"a\":\n' | line 2: \"{\\\"a\\\":\" is not JSON: character ",
        "'{\"a\":1} {\"a\":2}\n' | line 1: \"{\\\"a\\\":1} {\\\"a\\\":2}\" is not JSON",
        "'{\"a\":1,\"a\":2}\n' | is not JSON: character 11: Duplicate field 'a'",
        "'{\"\":1}\n' | line 1: a member has an empty name",
        "'\n\n' | line 1: no object with a member"
      })
  void refusesMalformedLines(String text, String problem) throws IOException {
    assertProblem(ndjson(text), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a:int32 | 2147483648 | column \"a\": \"2147483648\" is not of type int32",
        "a:int64 | 1.5 | column \"a\": \"1.5\" is not of type int64",
        "a:float64 | 1e400 | \"1E+400\" is too large for a float64",
        "a:string | 1 | column \"a\": \"1\" is not of type string",
        "a:boolean | \"true\" | is not of type boolean",
        "a:bytes | \"*\" | is not base64",
        "a:timestamp | \"noon\" | is not an ISO 8601 timestamp",
        "a:list<int64> | {} | \"{}\" is not a list",
        "a:list<int64> | [\"x\"] | is not of type int64",
        "a:struct<x:int64> | 1 | \"1\" is not an object",
        "a:struct<x:int64> | {} | \"{}\" has a member \"x\" that is missing",
        "a:int64 | null | column \"a\": \"null\" is missing, and the column is not nullable"
      })
  void namesTheColumnAndValueThatDoNotFit(String columns, String value, String problem)
      throws IOException {
    assertProblem(ndjson("{\"a\":" + value + "}\n").with("columns", columns), problem);
  }

  @Test
  void refusesToLoseMembersThatTheSampleDidNotHave() throws IOException {
    TestFile file = ndjson("{\"a\":1}\n{\"a\":2,\"b\":3}\n").with("sample-rows", "1");
    assertProblem(file, "line 2: column \"b\": no such column in the records");
    assertEquals(List.of(asList(1L), asList(2L)), file.with("columns", "a:int64").rows());
  }

  @Test
  void boundsLinesAndNesting() throws IOException {
    assertProblem(
        ndjson("{\"a\":\"" + "x".repeat(1000) + "\"}").with("max-record-bytes", "100"),
        "line 1: the line is longer than 100 bytes");
    assertProblem(ndjson("{\"a\":" + "[".repeat(100_000)), "nesting depth");
    assertProblem(
        new TestFile(folder, "t.ndjson", new byte[] {'{', '"', (byte) 0xff, '"', '}'}),
        "line 1: the line is not UTF-8");
  }

  private TestFile ndjson(String text) throws IOException {
    return new TestFile(folder, "t.ndjson", text);
  }

  private static void assertProblem(TestFile file, String problem) {
    var error = assertThrows(ConnectorException.Permanent.class, file::rows);
    assertTrue(
        String.valueOf(error.getMessage()).contains(problem), () -> "was: " + error.getMessage());
  }
}
