package dev.witloof.connectors.duckdb;

import static dev.witloof.connectors.duckdb.TestDatabase.query;
import static dev.witloof.connectors.duckdb.TestDatabase.table;
import static dev.witloof.connectors.duckdb.TestDatabase.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTest {
  private static final TableSchema KEYED = table("t", "id");
  private static final TableSchema APPENDED = table("t");
  private static final Cursor CURSOR = Cursor.of(new byte[] {1, 0, -1});

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("out.duckdb");
  }

  @Test
  void showsRowsOnlyAfterCommit() throws SQLException {
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(APPENDED);
      destination.commit();
      write(destination, APPENDED, 0, 10, "a");
      assertEquals(List.of("0"), query(file, "SELECT count(*) FROM t"));
      destination.commit();
      assertEquals(List.of("10"), query(file, "SELECT count(*) FROM t"));
      write(destination, APPENDED, 0, 10, "b");
      destination.commit();
      assertEquals(List.of("20"), query(file, "SELECT count(*) FROM t"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void abortDiscardsAndTheDestinationGoesOn(boolean keyed) throws SQLException {
    TableSchema schema = keyed ? KEYED : APPENDED;
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(schema);
      write(destination, schema, 0, 10, "lost");
      destination.stageCursor("p", "t", CURSOR);
      destination.abort();
      assertEquals(Optional.empty(), destination.loadCursor("p", "t"));
      write(destination, schema, 5, 7, "kept");
      destination.commit();
      assertEquals(Optional.empty(), destination.loadCursor("p", "t"));
    }
    assertEquals(List.of("5|kept5", "6|kept6"), query(file, "SELECT * FROM t ORDER BY id"));
  }

  @Test
  void closeWithoutCommitDiscards() throws SQLException {
    DuckDbDestination destination = DuckDbDestination.open(file);
    destination.prepare(KEYED);
    write(destination, KEYED, 0, 1, "a");
    destination.commit();
    write(destination, KEYED, 0, 10, "lost");
    destination.close();
    destination.close();
    assertEquals(List.of("0|a0"), query(file, "SELECT * FROM t"));
    assertThrows(IllegalStateException.class, destination::commit);
  }

  @Test
  void lastRowOfAKeyWins() throws SQLException {
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(KEYED);
      write(destination, KEYED, 0, 100_000, "first");
      write(destination, KEYED, 50_000, 150_000, "second");
      destination.commit();
      write(destination, KEYED, 0, 1, "third");
      try (RecordBatch batch = repeated(100_000)) {
        destination.write("t", batch);
      }
      destination.commit();
    }
    assertEquals(
        List.of("150000|150000"), query(file, "SELECT count(*), count(DISTINCT id) FROM t"));
    assertEquals(
        List.of("0|v99990", "9|v99999", "10|first10", "149999|second149999"),
        query(file, "SELECT * FROM t WHERE id IN (0, 9, 10, 149999) ORDER BY id"));
  }

  /** Rows of ten keys, again and again; the value is the number of the row. */
  private static RecordBatch repeated(int count) {
    return RecordBatch.build(
        KEYED,
        root -> {
          for (int row = 0; row < count; row++) {
            ((BigIntVector) root.getVector(0)).setSafe(row, row % 10);
            ((VarCharVector) root.getVector(1)).setSafe(row, ("v" + row).getBytes());
          }
          root.setRowCount(count);
        });
  }

  @Test
  void writesBatchesThatCameAsBytes() throws SQLException {
    try (DuckDbDestination destination = DuckDbDestination.open(file);
        RecordBatch built = TestDatabase.rows(KEYED, 0, 200_000, "some longer text ");
        RecordBatch received = RecordBatch.ofIpc(built.toIpc(), KEYED)) {
      destination.prepare(KEYED);
      destination.write("t", received);
      destination.write("t", received);
      destination.commit();
    }
    assertEquals(
        List.of("200000|some longer text 199999"),
        query(file, "SELECT count(*), max_by(v, id) FROM t"));
  }

  @Test
  void replacesRowsWithListsOftenInOneTransaction() throws SQLException {
    TableSchema schema =
        new TableSchema(
            "t",
            List.of(
                TestDatabase.ID, new Field("l", new DataType.ListOf(new DataType.Int64()), true)),
            List.of("id"));
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(schema);
      for (int round = 0; round < 6; round++) {
        try (RecordBatch batch = lists(schema, 10_000, round)) {
          destination.write("t", batch);
        }
        if (round % 2 == 1) {
          destination.commit();
        }
      }
    }
    assertEquals(
        List.of("10000|10000|5|5"),
        query(file, "SELECT count(*), count(DISTINCT id), min(l[1]), max(l[1]) FROM t"));
  }

  private static RecordBatch lists(TableSchema schema, int count, long element) {
    return RecordBatch.build(
        schema,
        root -> {
          ListVector lists = (ListVector) root.getVector(1);
          for (int row = 0; row < count; row++) {
            ((BigIntVector) root.getVector(0)).setSafe(row, row);
            int at = lists.startNewValue(row);
            ((BigIntVector) lists.getDataVector()).setSafe(at, element);
            lists.endValue(row, 1);
          }
          root.setRowCount(count);
        });
  }

  @Test
  void storesTheCursorWithTheRows() throws SQLException {
    Cursor later = Cursor.of(new byte[] {2});
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      assertEquals(Optional.empty(), destination.loadCursor("p", "t"));
      destination.prepare(APPENDED);
      write(destination, APPENDED, 0, 1, "a");
      destination.stageCursor("p", "t", CURSOR);
      assertEquals(Optional.empty(), destination.loadCursor("p", "t"));
      destination.commit();
      assertEquals(Optional.of(CURSOR), destination.loadCursor("p", "t"));
      destination.stageCursor("p", "t", later);
      destination.stageCursor("p", "u", CURSOR);
      destination.commit();
    }
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      assertEquals(Optional.of(later), destination.loadCursor("p", "t"));
      assertEquals(Optional.of(CURSOR), destination.loadCursor("p", "u"));
      assertEquals(Optional.empty(), destination.loadCursor("q", "t"));
    }
  }

  @Test
  void refusesToCommitAfterAFailedWrite() throws SQLException {
    TableSchema schema =
        new TableSchema("t", List.of(new Field("j", new DataType.Json(), true)), List.of());
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(schema);
      try (RecordBatch batch = json(schema, "{\"a\":1}")) {
        destination.write("t", batch);
      }
      try (RecordBatch batch = json(schema, "{bad")) {
        var error =
            assertThrows(ConnectorException.Permanent.class, () -> destination.write("t", batch));
        assertTrue(
            String.valueOf(error.getMessage())
                .contains("while writing table \"t\": Conversion Error: Malformed JSON"),
            error::getMessage);
        // Arrow memory that DuckDB still held would be reported here.
        assertEquals(0, error.getSuppressed().length);
      }
      assertThrows(IllegalStateException.class, destination::commit);
      destination.abort();
      try (RecordBatch batch = json(schema, "[2]")) {
        destination.write("t", batch);
      }
      destination.commit();
    }
    assertEquals(List.of("[2]"), query(file, "SELECT j FROM t"));
  }

  private static RecordBatch json(TableSchema schema, String text) {
    return RecordBatch.build(
        schema,
        root -> {
          ((VarCharVector) root.getVector(0)).setSafe(0, text.getBytes());
          root.setRowCount(1);
        });
  }

  /** A copy of the files while they are open is what a killed process leaves. */
  @Test
  void leavesAConsistentFileWhenKilledAfterAnyStep() throws IOException, SQLException {
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(KEYED);
      for (int round = 0; round < 12; round++) {
        long from = 700L * round;
        write(destination, KEYED, from, from + 1500, "r" + round + " ");
        assertEquals(committed(round), survivors(), "written in round " + round);
        destination.stageCursor("p", "t", Cursor.of(new byte[] {(byte) round}));
        destination.commit();
        assertEquals(committed(round + 1), survivors(), "committed in round " + round);
      }
    }
  }

  private static List<String> committed(int rounds) {
    return rounds == 0 ? List.of() : List.of(700 * (rounds - 1) + 1500 + "|" + (rounds - 1));
  }

  private List<String> survivors() throws IOException, SQLException {
    Path copies = Files.createTempDirectory(folder, "killed");
    for (String name : List.of("out.duckdb", "out.duckdb.wal")) {
      if (Files.exists(folder.resolve(name))) {
        Files.copy(folder.resolve(name), copies.resolve(name));
      }
    }
    Path copy = copies.resolve("out.duckdb");
    if (query(copy, "SELECT table_name FROM duckdb_tables()").isEmpty()) {
      return List.of();
    }
    return query(
        copy,
        "SELECT count(DISTINCT id), (SELECT ('0x' || hex(position))::INT FROM _witloof_cursors) FROM t");
  }

  @Test
  void writesSeveralTablesInOneTransaction() throws SQLException {
    TableSchema other = table("other; DROP TABLE \"t\"", "id");
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(KEYED);
      write(destination, KEYED, 0, 2, "a");
      destination.prepare(other);
      write(destination, other, 0, 3, "b");
      destination.abort();
      write(destination, other, 0, 4, "b");
      write(destination, KEYED, 0, 5, "a");
      destination.commit();
    }
    assertEquals(
        List.of("5|4"),
        query(
            file,
            "SELECT (SELECT count(*) FROM t),"
                + " (SELECT count(*) FROM \"other; DROP TABLE \"\"t\"\"\")"));
  }
}
