package dev.witloof.connector.internal.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.List;

/** What every test of the border does. */
final class Border {
  private Border() {}

  static TableSchema table(String column, DataType type, boolean nullable) {
    return new TableSchema("t", List.of(new Field(column, type, nullable)), List.of());
  }

  /** The stream is refused with all of these words, and nothing off-heap is left of it. */
  static void refused(TableSchema table, byte[] ipc, String... words) {
    long before = BatchMemory.allocated();
    String message =
        assertThrows(ConnectorException.Permanent.class, () -> RecordBatch.ofIpc(ipc, table))
            .getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), () -> "'" + word + "' is not in: " + message);
    }
    assertEquals(before, BatchMemory.allocated());
  }

  /** The stream is accepted and its vectors can be read. */
  static long accepted(TableSchema table, byte[] ipc) {
    try (RecordBatch batch = RecordBatch.ofIpc(ipc, table)) {
      batch.forEach(
          root -> {
            for (int row = 0; row < root.getRowCount(); row++) {
              int at = row;
              root.getFieldVectors().forEach(vector -> vector.getObject(at));
            }
          });
      return batch.rowCount();
    }
  }
}
