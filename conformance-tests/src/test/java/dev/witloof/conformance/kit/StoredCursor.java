package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code StoredCursor COMPONENT TABLE CURSOR ROWS}: reads a table from the cursor that a file holds
 * and writes a line for each row into another. Run in a process of its own, which knows nothing but
 * these files.
 */
final class StoredCursor {
  private StoredCursor() {}

  public static void main(String[] arguments) throws Exception {
    Cursor cursor = Cursor.of(Files.readAllBytes(Path.of(arguments[2])));
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = runtime.load(Path.of(arguments[0]), Grants.none());
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open(arguments[1], Optional.of(cursor))) {
      Files.write(Path.of(arguments[3]), rows(handle));
    }
  }

  /** The rows that are left, a line each. */
  static List<String> rows(ReadHandle handle) {
    List<String> lines = new ArrayList<>();
    for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
      try (RecordBatch batch = next.get()) {
        Rows.of(batch).stream().map(Row::toString).forEach(lines::add);
      }
    }
    return lines;
  }
}
