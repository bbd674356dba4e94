package dev.witloof.connectors.file;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCursorTest {
  private static final String CSV = "id,v\r\n1,\"a\nb\"\r\n2,c\r\n3,d\r\n";

  @TempDir Path folder;

  @Test
  void resumesAfterEveryRow() throws IOException {
    TestFile file = new TestFile(folder, "t.csv", CSV).with("batch-rows", "1");
    List<List<@Nullable Object>> all = file.rows();
    List<List<@Nullable Object>> read = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    for (int i = 0; i < all.size(); i++) {
      try (ReadHandle handle = file.source().open("t", cursor)) {
        read.addAll(TestFile.values(handle.next().orElseThrow()));
        cursor = Optional.of(handle.cursor());
      }
    }
    assertEquals(all, read);
    assertEquals(List.of(), file.read(cursor).rows());
  }

  @Test
  void cursorBeforeTheFirstBatchIsTheBeginning() throws IOException {
    TestFile file = new TestFile(folder, "t.csv", CSV);
    try (ReadHandle handle = file.source().open("t", Optional.empty())) {
      assertEquals(file.rows(), file.read(Optional.of(handle.cursor())).rows());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.ndjson"})
  void readsOnWhatWasAppended(String name) throws IOException {
    boolean csv = name.endsWith("csv");
    TestFile file = new TestFile(folder, name, csv ? "a\n1\n" : "{\"a\":1}\n");
    Cursor cursor = file.read(Optional.empty()).cursor();
    file.append(csv ? "2" : "{\"a\":2}");
    TestFile.Read second = file.read(Optional.of(cursor));
    assertEquals(List.of(asList(2L)), second.rows());
    file.append(csv ? "\r\n3\n" : "\r\n{\"a\":3}\n");
    assertEquals(List.of(asList(3L)), file.read(Optional.of(second.cursor())).rows());
  }

  @Test
  void readsOnWhenTheLineFeedOfTheLastLineComesLater() throws IOException {
    TestFile file = new TestFile(folder, "t.csv", "a\n1\r");
    TestFile.Read first = file.read(Optional.empty());
    assertEquals(List.of(asList(1L)), first.rows());
    file.append("\n2\n");
    assertEquals(List.of(asList(2L)), file.read(Optional.of(first.cursor())).rows());
  }

  @Test
  void keepsCountingLines() throws IOException {
    TestFile file = new TestFile(folder, "t.csv", CSV).with("columns", "id:int64,v:string");
    Cursor cursor = file.read(Optional.empty()).cursor();
    file.append("x,y\n");
    assertProblem(file, cursor, "line 6: column \"id\": \"x\" is not an int64");
  }

  @Test
  void refusesALineThatWasContinued() throws IOException {
    TestFile file = new TestFile(folder, "t.csv", "a\n12");
    Cursor cursor = file.read(Optional.empty()).cursor();
    file.append("34\n");
    assertProblem(file, cursor, "line 2 was read before it was complete: text was appended");
  }

  @Test
  void refusesAFileThatIsNoLongerTheSame() throws IOException {
    TestFile file = new TestFile(folder, "t.csv", CSV);
    Cursor cursor = file.read(Optional.empty()).cursor();
    file.replace("id,v\n1,a\n");
    assertProblem(file, cursor, "has 9 bytes, but was read up to byte 25: it was truncated");
    file.replace(CSV.replace("2,c", "2,X") + "4,e\r\n");
    assertProblem(file, cursor, "was replaced or edited since it was read up to byte 25");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17",
        "{\"version\":1}",
        "{\"version\":1,\"offset\":-1,\"line\":1,\"fingerprint\":\"\"}",
        "{\"version\":1,\"offset\":1e99,\"line\":1,\"fingerprint\":\"\"}"
      })
  void refusesForeignCursors(String cursor) throws IOException {
    TestFile file = new TestFile(folder, "t.csv", CSV);
    assertProblem(
        file,
        Cursor.of(cursor.getBytes(StandardCharsets.UTF_8)),
        "the cursor was not made by the file connector");
  }

  @Test
  void refusesCursorsOfAnotherVersion() throws IOException {
    String cursor = "{\"version\":2,\"offset\":1,\"line\":1,\"fingerprint\":\"\"}";
    assertProblem(
        new TestFile(folder, "t.csv", CSV),
        Cursor.of(cursor.getBytes(StandardCharsets.UTF_8)),
        "the cursor has format 2, this connector reads format 1");
  }

  private static void assertProblem(TestFile file, Cursor cursor, String problem) {
    var error =
        assertThrows(ConnectorException.Permanent.class, () -> file.read(Optional.of(cursor)));
    assertTrue(
        String.valueOf(error.getMessage()).contains(problem), () -> "was: " + error.getMessage());
  }
}
