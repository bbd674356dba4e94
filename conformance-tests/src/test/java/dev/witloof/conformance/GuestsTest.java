package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadedConnector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One source in many languages (see guests/README.md): all give the same rows, and resume. */
class GuestsTest {
  private static final Path GUESTS = Path.of("src/test/resources/guests").toAbsolutePath();
  private static final int ROWS = 1000;
  private static final int BATCHES = 10;
  private static final TableSchema NUMBERS =
      new TableSchema(
          "numbers",
          List.of(
              new Field("id", new DataType.Int64(), false),
              new Field("name", new DataType.Text(), false),
              new Field("score", new DataType.Float64(), true)),
          List.of("id"));

  private record Row(long id, String name, Optional<Double> score) {}

  private static Row expected(long id) {
    return new Row(id, "name-" + id, id % 7 == 0 ? Optional.empty() : Optional.of(id * 0.5));
  }

  private static void add(VectorSchemaRoot root, List<Row> rows) {
    for (int i = 0; i < root.getRowCount(); i++) {
      rows.add(
          new Row(
              (Long) root.getVector("id").getObject(i),
              root.getVector("name").getObject(i).toString(),
              Optional.ofNullable((Double) root.getVector("score").getObject(i))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "assemblyscript-source, COMPILER",
    "c-c14-source, COMPILER",
    "c-c22-source, COMPILER",
    "c-zig-source, COMPILER",
    "c-zig-source, INTERPRETER",
    "cpp-stub-source, COMPILER",
    "cpp-wasi-source, COMPILER",
    "rust-mvp-source, COMPILER",
    "rust-source, COMPILER",
    "rust-source, INTERPRETER",
  })
  void givesTheSameRowsAndResumesAtEachBatch(String guest, Engine.Mode mode) {
    try (ConnectorRuntime runtime = ConnectorRuntime.builder().engine(mode).build();
        LoadedConnector connector = runtime.load(GUESTS.resolve(guest + ".wasm"), Grants.none());
        Source source = connector.source(Map.of())) {
      assertEquals(List.of(NUMBERS), source.discover());

      List<Row> rows = new ArrayList<>();
      List<Cursor> cursors = new ArrayList<>();
      try (ReadHandle handle = source.open("numbers", Optional.empty())) {
        for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
          try (RecordBatch batch = next.get()) {
            batch.forEach(root -> add(root, rows));
          }
          cursors.add(handle.cursor());
        }
        assertTrue(handle.next().isEmpty(), "nothing comes after the end");
      }
      assertEquals(BATCHES, cursors.size());
      assertEquals(ROWS, rows.size());
      for (int i = 0; i < ROWS; i++) {
        assertEquals(expected(i), rows.get(i));
      }
      for (int i = 0; i < BATCHES; i++) {
        assertEquals(rows.size() / BATCHES * (BATCHES - 1 - i), rest(source, cursors.get(i)));
      }
    }
  }

  private static long rest(Source source, Cursor cursor) {
    long rows = 0;
    try (ReadHandle handle = source.open("numbers", Optional.of(cursor))) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        try (RecordBatch batch = next.get()) {
          rows += batch.rowCount();
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"c-zig-source", "rust-source", "assemblyscript-source"})
  void anUnknownTableAndABadCursorArePermanent(String guest) {
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = runtime.load(GUESTS.resolve(guest + ".wasm"), Grants.none());
        Source source = connector.source(Map.of())) {
      assertThrows(
          ConnectorException.Permanent.class, () -> source.open("letters", Optional.empty()));
      Optional<Cursor> bad = Optional.of(Cursor.of(new byte[] {1, 2, 3}));
      assertThrows(ConnectorException.Permanent.class, () -> source.open("numbers", bad));
      assertEquals(ROWS, rest(source, Cursor.of(new byte[8])));
    }
  }

  @Test
  void aComponentThatAsksForMoreIsRefusedByName() {
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      LoadRefused refused =
          assertThrows(
              LoadRefused.class,
              () -> runtime.load(GUESTS.resolve("rust-http-source.wasm"), Grants.none()));
      assertTrue(refused.getMessage().contains("wasi:http"), refused::getMessage);
    }
  }
}
