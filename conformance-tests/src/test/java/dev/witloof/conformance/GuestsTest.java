package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadedConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One source in many languages (see guests/README.md): all give the same rows, and resume. */
class GuestsTest {
  private static final String COMPOSED = "relay-c-zig-source";

  @ParameterizedTest
  @CsvSource({
    "assemblyscript-source, COMPILER",
    "c-c14-source, COMPILER",
    "c-c22-source, COMPILER",
    "c-zig-source, COMPILER",
    "c-zig-source, INTERPRETER",
    "cpp-stub-source, COMPILER",
    "cpp-wasi-source, COMPILER",
    "relay-c-zig-source, COMPILER",
    "relay-c-zig-source, INTERPRETER",
    "relay-rust-source, COMPILER",
    "relay-rust-source, INTERPRETER",
    "rust-mvp-source, COMPILER",
    "rust-source, COMPILER",
    "rust-source, INTERPRETER",
  })
  void givesTheSameRowsAndResumesAtEachBatch(String guest, Engine.Mode mode) {
    try (ConnectorRuntime runtime = ConnectorRuntime.builder().engine(mode).build();
        LoadedConnector connector = runtime.load(Fixtures.guest(guest), Grants.none());
        Source source = connector.source(Map.of())) {
      Numbers.assertGivesAllRowsAndResumesAtEachBatch(source);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c-zig-source", "rust-source", "assemblyscript-source", COMPOSED})
  void anUnknownTableAndABadCursorArePermanent(String guest) {
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = runtime.load(Fixtures.guest(guest), Grants.none());
        Source source = connector.source(Map.of())) {
      assertThrows(
          ConnectorException.Permanent.class, () -> source.open("letters", Optional.empty()));
      Optional<Cursor> bad = Optional.of(Cursor.of(new byte[] {1, 2, 3}));
      assertThrows(ConnectorException.Permanent.class, () -> source.open(Numbers.TABLE, bad));
      try (ReadHandle handle = source.open(Numbers.TABLE, Optional.empty())) {
        assertEquals(Numbers.ROWS, Numbers.rowsAfter(source, handle.cursor()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCompositionKeepsTheErrorsAndCursorsOfItsPartsApart(Engine.Mode mode) {
    try (ConnectorRuntime runtime = ConnectorRuntime.builder().engine(mode).build();
        LoadedConnector connector = runtime.load(Fixtures.guest(COMPOSED), Grants.none());
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open(Numbers.TABLE, Optional.empty());
        RecordBatch batch = handle.next().orElseThrow()) {
      Cursor composed = handle.cursor();
      assertEquals(
          Cursor.of(new byte[] {'r', (byte) batch.rowCount(), 0, 0, 0, 0, 0, 0, 0}), composed);

      assertRefused(source, new byte[] {'x'}, "not a cursor of the relay");
      assertRefused(source, new byte[] {'r', 1}, "cursor must be 8 bytes");
      assertEquals(Numbers.ROWS - batch.rowCount(), Numbers.rowsAfter(source, composed));
    }
  }

  private static void assertRefused(Source source, byte[] cursor, String message) {
    ConnectorException.Permanent refused =
        assertThrows(
            ConnectorException.Permanent.class,
            () -> source.open(Numbers.TABLE, Optional.of(Cursor.of(cursor))));
    assertTrue(refused.getMessage().contains(message), refused::getMessage);
  }

  @Test
  void aCompositionIsInspectedAsOneComponent() {
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      LoadReport report = runtime.inspect(Fixtures.guest(COMPOSED), LoadOptions.of(Grants.none()));
      assertEquals(List.of("witloof:connector/source@0.1.0"), report.exports());
      assertEquals(
          List.of("witloof:connector/types@0.1.0"),
          report.imports().stream().map(LoadReport.Import::name).toList());
      assertEquals(5, report.coreModules().size());
      assertTrue(report.loadable(), () -> report.problems().toString());
    }
  }

  @Test
  void aComponentThatAsksForMoreIsRefusedByName() {
    try (ConnectorRuntime runtime = ConnectorRuntime.create()) {
      LoadRefused refused =
          assertThrows(
              LoadRefused.class,
              () -> runtime.load(Fixtures.guest("rust-http-source"), Grants.none()));
      assertTrue(refused.getMessage().contains("wasi:http"), refused::getMessage);
    }
  }
}
