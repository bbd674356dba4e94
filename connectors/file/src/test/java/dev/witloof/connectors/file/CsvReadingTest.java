package dev.witloof.connectors.file;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReadingTest {
  @TempDir Path folder;

  @Test
  void readsQuotesLineEndsAndSeparatorsInsideFields() throws IOException {
    TestFile file =
        csv("\uFEFFa,b\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\r\n\r\n\"\",plain\r\nlast,\"é\"");
    assertEquals(
        List.of(asList("x,\"y\"", "two\r\nlines"), asList("", "plain"), asList("last", "é")),
        file.rows());
  }

  @Test
  void keepsCarriageReturnsThatEndNoLine() throws IOException {
    assertEquals(List.of(asList("x\ry", "z")), csv("a,b\nx\ry,z\r").rows());
  }

  @Test
  void infersEachTypeAndReadsNulls() throws IOException {
    TestFile file =
        csv(
            """
            flag,whole,real,at,text,empty
            true,1,1.5,2024-05-01T10:00:00.123+02:00,x,
            ,,,,,
            FALSE,-9223372036854775808,2,2024-05-01 10:00,007,
            """);
    assertEquals(
        List.of(
            new Field("flag", new DataType.Bool(), true),
            new Field("whole", new DataType.Int64(), true),
            new Field("real", new DataType.Float64(), true),
            new Field("at", new DataType.TimestampMillis(), true),
            new Field("text", new DataType.Text(), true),
            new Field("empty", new DataType.Text(), true)),
        file.schema().fields());
    assertEquals(
        List.of(
            asList(true, 1L, 1.5, 1714550400123L, "x", null),
            asList(null, null, null, null, null, null),
            asList(false, Long.MIN_VALUE, 2.0, 1714557600000L, "007", null)),
        file.rows());
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, int64",
    "9223372036854775808, string",
    "1e3, float64",
    "1e999, string",
    "01, string",
    "+1, string",
    "NaN, string",
    "1d, string",
    "0x1p3, string",
    "2024-05-01, string",
    "2024-05-01T10:00Z, timestamp",
    "2024-13-01T10:00Z, string",
    "2024-05-01T10:00:00.000100Z, string",
    "+999999999-01-01T00:00Z, string",
    "yes, string"
  })
  void infersNothingThatLosesInformation(String value, String type) throws IOException {
    assertEquals(type, TypeNames.of(csv("a\n" + value + "\n").schema().fields().get(0).type()));
  }

  @Test
  void readsDeclaredTypes() throws IOException {
    TestFile file =
        csv("""
            extra,id,day,raw,tags,point,doc,real
            1,5,2024-05-01,aGk=,"[1,null]","{""x"":1.5}"," {""a"":1.10} ",NaN
            """)
            .with(
                "columns",
                "id:int32,day:timestamp,raw:bytes,tags:list<int64>,point:struct<x:float64,y:string?>,"
                    + "doc:json,real:float64");
    assertEquals(
        List.of(
            asList(
                5, 1714521600000L, "hi", "[1,null]", "{\"x\":1.5}", " {\"a\":1.10} ", Double.NaN)),
        file.rows());
  }

  @Test
  void readsFilesWithoutHeader() throws IOException {
    TestFile file = csv("1,x\n2,y\n").with("header", "false");
    assertEquals(
        List.of("column_1", "column_2"), file.schema().fields().stream().map(Field::name).toList());
    assertEquals(List.of(asList(1L, "x"), asList(2L, "y")), file.rows());
    assertEquals(
        List.of(asList("1", "x"), asList("2", "y")),
        file.with("columns", "a:string,b:string").rows());
  }

  @Test
  void readsTabs() throws IOException {
    TestFile file = new TestFile(folder, "t.tsv", "a\tb\n1,5\tx\n");
    assertEquals(List.of(asList("1,5", "x")), file.rows());
  }

  @Test
  void tellsNullsByTheConfiguredText() throws IOException {
    TestFile file = csv("a,b\nNA,\"NA\"\n,x\n").with("null-text", "NA");
    assertEquals(List.of(asList(null, "NA"), asList("", "x")), file.rows());
  }

  @Test
  void makesKeyColumnsNotNullable() throws IOException {
    TestFile file = csv("id,v\n1,2\n,3\n").with("primary-key", "id");
    assertEquals(List.of("id"), file.schema().primaryKey());
    assertEquals(new Field("id", new DataType.Int64(), false), file.schema().fields().get(0));
    assertProblem(file, "line 3: column \"id\": \"\" is null, and the column is not nullable");
    assertProblem(file.with("primary-key", "nope"), "no column \"nope\"; columns are id, v");
  }

  @Test
  void namesTheFileLineColumnAndValueThatDoNotFit() throws IOException {
    TestFile file = csv("n\n1\n2\nthree\n").with("sample-rows", "2");
    assertProblem(
        file,
        file.path()
            + ": line 4: column \"n\": \"three\" is not an int64; the type was inferred from a"
            + " sample: declare columns, or raise sample-rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b\n1\n' | line 2: expected 2 fields, found 1",
        "'a,b\n1,2,3\n' | line 2: expected 2 fields, found 3",
        "'a,b\n\n1,x\"y\n' | line 3: field 2: a quote inside an unquoted field",
        "'a\n\"x\"y\n' | line 2: field 1: text after the closing quote",
        "'a\n1\n\"open\n\n' | line 3: field 1: the quoted field does not end before the file does",
        "'a,a\n1,2\n' | line 1: the header names \"a\" twice",
        "'' | line 1: the file is empty, so it has no columns"
      })
  void refusesMalformedText(String text, String problem) throws IOException {
    assertProblem(csv(text), problem);
  }

  @Test
  void refusesOtherEncodings() throws IOException {
    assertProblem(
        new TestFile(folder, "x.csv", "a\né\n".getBytes(StandardCharsets.ISO_8859_1)),
        "line 2: field 1: the field is not UTF-8");
    assertProblem(
        new TestFile(folder, "x.csv", "a\n1\n".getBytes(StandardCharsets.UTF_16)), "is UTF-16");
    assertProblem(
        new TestFile(folder, "x.csv", new byte[] {(byte) 0xef, 'a'}),
        "line 1: the file is not UTF-8");
  }

  @Test
  void boundsTheMemoryOfARecord() throws IOException {
    TestFile file = csv("a\n1\n\"" + "x\n".repeat(1000)).with("max-record-bytes", "100");
    assertProblem(file, "line 3: the record is longer than 100 bytes; look for a missing");
  }

  @Test
  void refusesDeclaredColumnsThatTheHeaderLacks() throws IOException {
    assertProblem(csv("a,b\n").with("columns", "c:string"), "the header has no column \"c\"");
    assertProblem(
        csv("a\nx\n").with("columns", "a:json"), "line 2: column \"a\": \"x\" is not JSON");
  }

  @Test
  void readsNothingOfADeclaredEmptyFile() throws IOException {
    assertEquals(List.of(), csv("").with("columns", "a:int64").rows());
    assertEquals(List.of(), csv("a\n").rows());
  }

  @Test
  void splitsBatchesAndStaysExhausted() throws IOException {
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < 100_000; i++) {
      text.append(i).append(",\"name ").append(i).append("\"\n");
    }
    TestFile file = csv(text.toString());
    TestFile.Read read = file.read(Optional.empty());
    assertEquals(100_000, read.rows().size());
    assertEquals(10, read.batches());
    assertEquals(asList(99_999L, "name 99999"), read.rows().get(99_999));

    try (ReadHandle handle = file.source().open("t", Optional.of(read.cursor()))) {
      assertTrue(handle.next().isEmpty());
      file.append("1,x\n");
      assertTrue(handle.next().isEmpty());
    }
  }

  @Test
  void isUnusableAfterAnError() throws IOException {
    try (ReadHandle handle =
        csv("a\nx\n1\n").with("columns", "a:int64").source().open("t", Optional.empty())) {
      assertThrows(ConnectorException.Permanent.class, handle::next);
      assertThrows(IllegalStateException.class, handle::next);
    }
  }

  private TestFile csv(String text) throws IOException {
    return new TestFile(folder, "t.csv", text);
  }

  private static void assertProblem(TestFile file, String problem) {
    var error = assertThrows(ConnectorException.Permanent.class, file::rows);
    assertTrue(
        String.valueOf(error.getMessage()).contains(problem), () -> "was: " + error.getMessage());
  }
}
