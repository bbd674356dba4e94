package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;

/** Batches and values that are right and seldom. */
final class ValueChecks {
  /** A stream of Arrow IPC ends with so many bytes that say so. */
  private static final int END_OF_STREAM = 8;

  private static final DataType TEXT = new DataType.Text();
  private static final DataType TIME = new DataType.TimestampMillis();

  private final DestinationProbe probe;

  private ValueChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    ValueChecks checks = new ValueChecks(probe);
    return List.of(
        Check.of(
            "destination.batch-parts",
            "All of a batch is written that consists of several Arrow record batches",
            checks::parts),
        Check.of(
            "destination.seldom",
            "Texts with line ends or NUL and times of other millennia come back as they were"
                + " written, or are refused",
            checks::seldom));
  }

  private void parts() throws Exception {
    TableSchema table = probe.either("parts");
    try (Destination destination = probe.open();
        RecordBatch batch = RecordBatch.ofIpc(twoParts(table), table)) {
      destination.prepare(table);
      destination.write(table.name(), batch);
      destination.commit();
    }
    probe.requireVisible(
        table,
        DestinationProbe.rows(0, 7),
        "written by a batch of two Arrow record batches",
        "Vectors are lent once for each of them: take all");
  }

  /**
   * Streams one after the other: what the first ends with and the second begins with is left out.
   */
  private static byte[] twoParts(TableSchema table) {
    byte[] one = ipc(table, DestinationProbe.rows(0, 4));
    byte[] other = ipc(table, DestinationProbe.rows(4, 7));
    int start = messageLength(other);
    int kept = one.length - END_OF_STREAM;
    byte[] both = new byte[kept + other.length - start];
    System.arraycopy(one, 0, both, 0, kept);
    System.arraycopy(other, start, both, kept, other.length - start);
    return both;
  }

  private static byte[] ipc(TableSchema table, List<Row> rows) {
    try (RecordBatch batch = Rows.batch(table, rows)) {
      return batch.toIpc();
    }
  }

  /** The bytes of the message at the start, which is the schema and has no body. */
  private static int messageLength(byte[] stream) {
    return 2 * Integer.BYTES
        + ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).getInt(Integer.BYTES);
  }

  private void seldom() throws Exception {
    for (String text : List.of("a\r\nb", "line\r", "nul\u0000inside", "\u0000", "\ufeffmark")) {
      keptOrRefused(TEXT, text);
    }
    for (String time :
        List.of(
            "0001-01-01T00:00:00Z",
            "1582-10-10T00:00:00.001Z",
            "1969-12-31T23:59:59.999Z",
            "9999-12-31T23:59:59.999Z",
            "+12000-01-01T00:00:00Z")) {
      keptOrRefused(TIME, Instant.parse(time));
    }
  }

  private void keptOrRefused(DataType type, Object value) throws Exception {
    if (!probe.subject().types().test(type)) {
      return;
    }
    List<String> key = probe.declares(Behaviour.UPSERT) ? List.of("id") : List.of();
    TableSchema table =
        new TableSchema(
            probe.newName("seldom"),
            List.of(DestinationProbe.ID, new Field("value", type, false)),
            key);
    List<Row> rows = List.of(new Row(List.of(1L, value)));
    try {
      probe.commit(table, rows);
    } catch (ConnectorException.Permanent | ConnectorException.SchemaIncompatible refused) {
      probe.requireVisible(
          table, List.of(), "after a refused value", "Nothing of what is refused may be left");
      return;
    }
    probe.requireVisible(
        table, rows, "with a seldom value", "Keep the value as it is, or refuse it as permanent");
  }
}
