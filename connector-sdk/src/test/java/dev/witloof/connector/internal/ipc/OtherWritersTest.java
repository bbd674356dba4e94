package dev.witloof.connector.internal.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.Batches;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of other Arrow writers: pyarrow, and one that lays out its flatbuffers by hand. */
class OtherWritersTest {
  private static final TableSchema NUMBERS =
      new TableSchema(
          "numbers",
          List.of(
              new Field("id", new DataType.Int64(), false),
              new Field("name", new DataType.Text(), false),
              new Field("score", new DataType.Float64(), true)),
          List.of("id"));

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = OtherWritersTest.class.getResourceAsStream(name)) {
      assertNotNull(stream, name);
      return stream.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-hand.arrow", "pyarrow.arrow"})
  void numbers(String name) throws IOException {
    try (RecordBatch batch = RecordBatch.ofIpc(resource(name), NUMBERS)) {
      assertEquals(100, batch.rowCount());
      List<String> rows = Batches.show(batch).lines().toList();
      assertEquals("0\tname-0\tnull\t", rows.get(0));
      assertEquals("99\tname-99\t49.5\t", rows.get(99));
    }
  }

  @Test
  void everyTypeWithSlicesAndAnEmptyBatch() throws IOException {
    try (RecordBatch batch =
        RecordBatch.ofIpc(resource("pyarrow-all-types.arrow"), Batches.ALL_TYPES)) {
      List<String> rows = Batches.show(batch).lines().toList();
      assertEquals(27, rows.size());
      assertTrue(
          rows.get(14)
              .startsWith("14\ttrue\t-14\t7.0\tnäme 14\t0eff\t14000\t{\"n\":14}\t[null,\"t1\"]"),
          rows.get(14));
      // The second batch is a slice of the first that starts at its sixth row.
      assertEquals(rows.subList(5, 12), rows.subList(20, 27));
    }
  }
}
