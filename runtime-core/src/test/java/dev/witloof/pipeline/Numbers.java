package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;

/**
 * A source of the numbers 0 to {@code rows}; {@code fault} runs before every call and may throw.
 */
record Numbers(TableSchema schema, long rows, int batchRows, Runnable fault) implements Source {

  static TableSchema schema(boolean keyed) {
    return new TableSchema(
        "numbers",
        List.of(new Field("id", new DataType.Int64(), false)),
        keyed ? List.of("id") : List.of());
  }

  @Override
  public List<TableSchema> discover() {
    fault.run();
    return List.of(schema);
  }

  @Override
  public ReadHandle open(String table, Optional<Cursor> cursor) {
    fault.run();
    return new Handle(cursor.map(c -> ByteBuffer.wrap(c.toByteArray()).getLong()).orElse(0L));
  }

  private final class Handle implements ReadHandle {
    private long position;

    Handle(long position) {
      this.position = position;
    }

    @Override
    public Optional<RecordBatch> next() {
      fault.run();
      int count = (int) Math.min(batchRows, rows - position);
      if (count == 0) {
        return Optional.empty();
      }
      long first = position;
      position += count;
      return Optional.of(
          RecordBatch.build(
              schema,
              root -> {
                BigIntVector ids = (BigIntVector) root.getVector("id");
                for (int i = 0; i < count; i++) {
                  ids.setSafe(i, first + i);
                }
                root.setRowCount(count);
              }));
    }

    @Override
    public Cursor cursor() {
      fault.run();
      return Cursor.of(ByteBuffer.allocate(8).putLong(position).array());
    }
  }

  /** The error a fault throws most often. */
  static ConnectorException.Transient flaky() {
    return new ConnectorException.Transient("the network blinked");
  }
}
