package dev.witloof.connectors.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileOptionsTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("some.events.csv"), "a\n1\n");
  }

  @Test
  void hasDefaults() {
    FileOptions options = FileOptions.of(Map.of("path", file.toString()));
    assertEquals(FileFormat.CSV, options.format());
    assertEquals("some.events", options.table());
    assertEquals(10_000, options.batchRows());
    assertEquals(1 << 24, options.maxRecordBytes());
    assertEquals(List.of(), options.primaryKey());
  }

  @Test
  void readsDeclaredColumns() {
    assertEquals(
        List.of(
            new Field("id", new DataType.Int64(), false),
            new Field("a \"b\", c", new DataType.Text(), true),
            new Field(
                "deep",
                new DataType.ListOf(
                    new DataType.Struct(
                        List.of(
                            new Field("x", new DataType.Float64(), true),
                            new Field("y", new DataType.ListOf(new DataType.Json()), false)))),
                true)),
        ColumnDeclarations.parse(
            "id:int64, \"a \"\"b\"\", c\" : string? ,deep:list<struct<x:float64?, y:list<json>>>?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "columns | id | character 3: expected \":\" and a type after the name \"id\"",
        "columns | id:integer | character 4: unknown type \"integer\"; use boolean, int32",
        "columns | id:int64,id:string | the name \"id\" is declared twice",
        "columns | id:int64 name | unknown type \"int64 name\"",
        "columns | id:int64? x | expected a comma or the end",
        "columns | a:list | expected \"<\" after list",
        "columns | a:list<int64 | expected \">\" after the element type",
        "columns | \"a:int64 | the quoted name does not end",
        "columns | '' | expected a column name",
        "columns | '\"\":int64' | character 3: a name is empty",
        "format | xml | unknown format \"xml\"; use csv, tsv or ndjson",
        "batch-rows | 0 | option batch-rows: expected a number from 1 to 1000000, found \"0\"",
        "batch-rows | many | found \"many\"",
        "header | yes | option header: expected true or false, found \"yes\"",
        "primary-key | a,a | a column is named twice",
        "pathh | x | unknown option \"pathh\"; options are batch-rows, columns"
      })
  void refusesImpossibleValues(String option, String value, String problem) {
    assertProblem(Map.of("path", file.toString(), option, value), problem);
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertProblem(
        Map.of("path", file.toString(), "columns", "a:" + "list<".repeat(100_000)),
        "types are nested deeper than 32");
  }

  @Test
  void refusesPathsThatAreNoReadableFile() throws IOException {
    assertProblem(Map.of(), "option path is missing");
    assertProblem(Map.of("path", folder.toString()), "is a folder");
    assertProblem(Map.of("path", folder.resolve("none.csv").toString()), "no such file");
    Path unknown = Files.writeString(folder.resolve("data.bin"), "");
    assertProblem(Map.of("path", unknown.toString()), "the extension does not tell the format");
  }

  @Test
  void refusesUnknownTables() {
    FileSource source = new FileSource(FileOptions.of(Map.of("path", file.toString())));
    var error =
        assertThrows(
            ConnectorException.Permanent.class, () -> source.open("other", Optional.empty()));
    assertEquals(file + ": no table \"other\"; the file is table some.events", error.getMessage());
  }

  private static void assertProblem(Map<String, String> config, String problem) {
    var error = assertThrows(ConnectorException.Permanent.class, () -> FileOptions.of(config));
    assertTrue(
        String.valueOf(error.getMessage()).contains(problem), () -> "was: " + error.getMessage());
  }
}
