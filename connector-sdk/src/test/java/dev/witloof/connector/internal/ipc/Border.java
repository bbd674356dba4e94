package dev.witloof.connector.internal.ipc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every test of the border does. */
final class Border {
  private Border() {}

  static TableSchema table(String column, DataType type, boolean nullable) {
    return new TableSchema("t", List.of(new Field(column, type, nullable)), List.of());
  }

  /** The stream is refused at both doors with all of these words, and nothing is left of it. */
  static void refused(TableSchema table, byte[] ipc, String... words) {
    long before = BatchMemory.allocated();
    String message =
        assertThrows(ConnectorException.Permanent.class, () -> RecordBatch.ofIpc(ipc, table))
            .getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), () -> "'" + word + "' is not in: " + message);
    }
    assertEquals(
        message,
        assertThrows(ConnectorException.Permanent.class, () -> copied(ipc, table)).getMessage());
    assertEquals(before, BatchMemory.allocated());
  }

  /** The stream is accepted at both doors, and its vectors can be read. */
  static long accepted(TableSchema table, byte[] ipc) {
    try (RecordBatch batch = RecordBatch.ofIpc(ipc, table);
        RecordBatch copy = copied(ipc, table)) {
      List<String> values = values(batch);
      assertEquals(values, values(copy));
      assertEquals(values, values(copy), "lent a second time");
      assertArrayEquals(ipc, copy.toIpc());
      assertEquals(batch.byteSize(), copy.byteSize());
      assertEquals(batch.rowCount(), copy.rowCount());
      return batch.rowCount();
    }
  }

  /** A batch copied out of the middle of an array, which is then changed. */
  static RecordBatch copied(byte[] ipc, TableSchema table) {
    // On both sides the stream itself goes on: who reads too far finds what looks right.
    int before = Math.min(ipc.length, 13);
    byte[] around = new byte[before + 2 * ipc.length];
    System.arraycopy(ipc, ipc.length - before, around, 0, before);
    System.arraycopy(ipc, 0, around, before, ipc.length);
    System.arraycopy(ipc, 0, around, before + ipc.length, ipc.length);
    RecordBatch batch =
        RecordBatch.copyOfIpc(around, before, ipc.length, table, RecordBatch.DEFAULT_MEMORY_BUDGET);
    Arrays.fill(around, (byte) 0x5A);
    return batch;
  }

  private static List<String> values(RecordBatch batch) {
    List<String> values = new ArrayList<>();
    batch.forEach(
        root -> {
          for (int row = 0; row < root.getRowCount(); row++) {
            int at = row;
            root.getFieldVectors().forEach(vector -> values.add(show(vector.getObject(at))));
          }
        });
    return values;
  }

  private static String show(Object value) {
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }
}
