package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.CallLimits;
import dev.witloof.runtime.secret.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
  private static final TableSchema TABLE =
      new TableSchema("t", List.of(new Field("n", new DataType.Int64(), true)), List.of());

  private final BatchReader reader =
      new BatchReader(
          "c",
          new GuestCall(
              "[method]read-handle.next",
              Optional.of("t"),
              new CallLimits(1, Duration.ofSeconds(1), 1)),
          TABLE,
          Redactor.none());

  private static byte[] threeNulls() {
    try (RecordBatch batch = RecordBatch.build(TABLE, root -> root.setRowCount(3))) {
      return batch.toIpc();
    }
  }

  @Test
  void aBatchThatNobodyGetsIsFreed() {
    RecordBatch batch = reader.apply(ResultValue.ok(Optional.of(threeNulls()))).orElseThrow();
    assertEquals(3, batch.rowCount());
    assertSame(batch, reader.batch().orElseThrow());

    reader.discard();

    assertThrows(IllegalStateException.class, batch::rowCount);
  }

  @Test
  void noBatchIsTheEnd() {
    reader.apply(ResultValue.ok(Optional.empty()));

    assertTrue(reader.batch().isEmpty());
    reader.discard();
  }

  @Test
  void whatIsWrongIsToldAfterTheCall() {
    assertTrue(reader.apply(ResultValue.ok(Optional.of(new byte[3]))).isEmpty());

    String message = assertThrows(ConnectorException.Permanent.class, reader::batch).getMessage();
    assertTrue(message.startsWith("next() of table 't' returned a bad batch: "), message);
    assertTrue(message.endsWith("; report this to the author of connector 'c'"), message);
  }

  @Test
  void soIsTheErrorOfTheGuest() {
    reader.apply(
        new ResultValue.Err(Optional.of(new VariantValue("transient", Optional.of("later")))));

    assertEquals(
        "next() of table 't': later",
        assertThrows(ConnectorException.Transient.class, reader::batch).getMessage());
  }
}
