package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.util.List;

/**
 * Counts the field nodes and buffers that columns have in a record batch: <a
 * href="https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">Arrow columnar
 * format, RecordBatch message</a>.
 */
record ColumnLayout(int nodes, int buffers) {

  static ColumnLayout of(List<Field> fields) {
    int nodes = 0;
    int buffers = 0;
    for (Field field : fields) {
      ColumnLayout column = of(field.type());
      nodes += column.nodes;
      buffers += column.buffers;
    }
    return new ColumnLayout(nodes, buffers);
  }

  private static ColumnLayout of(DataType type) {
    if (type instanceof DataType.Struct struct) {
      ColumnLayout members = of(struct.fields());
      return new ColumnLayout(1 + members.nodes, 1 + members.buffers);
    }
    if (type instanceof DataType.ListOf list) {
      ColumnLayout element = of(list.element());
      return new ColumnLayout(1 + element.nodes, 2 + element.buffers);
    }
    return new ColumnLayout(1, hasOffsets(type) ? 3 : 2);
  }

  /** Whether a scalar has offsets into a buffer of bytes. */
  static boolean hasOffsets(DataType type) {
    return type instanceof DataType.Text
        || type instanceof DataType.Json
        || type instanceof DataType.Bytes;
  }
}
