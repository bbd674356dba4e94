package dev.witloof.connectors.duckdb;

import static dev.witloof.connectors.duckdb.TestDatabase.ID;
import static dev.witloof.connectors.duckdb.TestDatabase.VALUE;
import static dev.witloof.connectors.duckdb.TestDatabase.execute;
import static dev.witloof.connectors.duckdb.TestDatabase.query;
import static dev.witloof.connectors.duckdb.TestDatabase.table;
import static dev.witloof.connectors.duckdb.TestDatabase.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaEvolutionTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("out.duckdb");
  }

  @Test
  void addsNullableColumnsAndKeepsRows() throws SQLException {
    TableSchema old = table("t", "id");
    TableSchema extended =
        new TableSchema(
            "T",
            List.of(new Field("Extra", new DataType.ListOf(new DataType.Json()), true), ID, VALUE),
            List.of("id"));
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(old);
      write(destination, old, 0, 3, "a");
      destination.commit();
    }
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(extended);
      destination.prepare(extended);
      destination.commit();
    }
    assertEquals(
        List.of("0|a0|null", "1|a1|null", "2|a2|null"),
        query(file, "SELECT id, v, Extra FROM t ORDER BY id"));
  }

  @Test
  void goesOnWithAnExtendedSchemaInOneDestination() throws SQLException {
    TableSchema narrow = new TableSchema("t", List.of(ID), List.of("id"));
    TableSchema wide = table("t", "id");
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(narrow);
      destination.commit();
      destination.prepare(wide);
      write(destination, wide, 0, 2, "a");
      assertThrows(IllegalStateException.class, () -> destination.prepare(narrow));
      destination.abort();
      destination.prepare(wide);
      write(destination, wide, 0, 1, "b");
      destination.commit();
    }
    assertEquals(List.of("0|b0"), query(file, "SELECT * FROM t"));
  }

  @Test
  void namesEveryDifference() throws SQLException {
    execute(file, "CREATE TABLE t (id INTEGER, v VARCHAR NOT NULL, gone VARCHAR)");
    TableSchema schema =
        new TableSchema(
            "t", List.of(ID, VALUE, new Field("must", new DataType.Bool(), false)), List.of("id"));
    assertProblem(
        schema,
        file
            + ": table \"t\" does not fit the data: column \"id\" is INTEGER in the table and BIGINT"
            + " in the data; column \"v\" may hold nulls in the data but not in the table; column"
            + " \"must\" is new and not nullable, so old rows have no value; column \"gone\" of the"
            + " table is not in the data; the primary key is [] in the table and [id] in the data;"
            + " change the table, or write to another");
  }

  @Test
  void refusesWhatDuckDbCannotHold() throws SQLException {
    execute(file, "CREATE VIEW looks AS SELECT 1");
    assertProblem(table("looks"), "\"looks\" is a view");
    assertProblem(table("_WITLOOF_cursors"), "the name is kept for cursors");
    assertProblem(table("a\0b"), "holds a NUL");
    assertProblem(
        new TableSchema("t", List.of(ID, new Field("ID", new DataType.Text(), true)), List.of()),
        "\"id\" and \"ID\" are one name in DuckDB");
    Field a = new Field("a", new DataType.Bool(), true);
    Field upperA = new Field("A", new DataType.Bool(), true);
    assertProblem(
        new TableSchema(
            "t",
            List.of(
                new Field("s", new DataType.ListOf(new DataType.Struct(List.of(a, upperA))), true)),
            List.of()),
        "column \"s\": \"a\" and \"A\" are one name in DuckDB");
    assertProblem(
        new TableSchema(
            "t",
            List.of(new Field("l", new DataType.ListOf(new DataType.Bool()), false)),
            List.of("l")),
        "a list or struct cannot be a primary key: column \"l\"");
  }

  @Test
  void refusesTwoTablesThatAreOne() {
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      destination.prepare(table("t"));
      assertThrows(
          ConnectorException.SchemaIncompatible.class, () -> destination.prepare(table("T")));
    }
  }

  @Test
  void refusesBatchesOfAnotherSchema() {
    TableSchema narrow = new TableSchema("t", List.of(ID), List.of());
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      assertThrows(
          ConnectorException.Permanent.class, () -> write(destination, table("t"), 0, 1, "a"));
      destination.prepare(narrow);
      assertThrows(
          ConnectorException.SchemaIncompatible.class,
          () -> write(destination, table("t"), 0, 1, "a"));
    }
  }

  private void assertProblem(TableSchema schema, String problem) {
    try (DuckDbDestination destination = DuckDbDestination.open(file)) {
      var error =
          assertThrows(
              ConnectorException.SchemaIncompatible.class, () -> destination.prepare(schema));
      assertTrue(
          String.valueOf(error.getMessage()).contains(problem), () -> "was: " + error.getMessage());
    }
  }
}
