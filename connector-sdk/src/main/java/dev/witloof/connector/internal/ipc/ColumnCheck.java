package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.util.function.IntPredicate;

/**
 * Checks the contents of every buffer of one record batch: <a
 * href="https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout">Arrow columnar
 * format, physical memory layout</a>. Walks nodes and buffers in pre-order, as they are laid out.
 */
final class ColumnCheck {
  private static final int ROWS_AT_ONCE = 512;

  private final IpcBytes ipc;
  private final BatchFrame batch;
  private int node;
  private int buffer;

  ColumnCheck(IpcBytes ipc, BatchFrame batch) {
    this.ipc = ipc;
    this.batch = batch;
  }

  /**
   * Checks the next column.
   *
   * @throws ConnectorException.Permanent naming column and row of the first fault
   */
  void checkColumn(Field field) {
    checkField(field, Reject.quote(field.name()), batch.rows(), row -> true);
  }

  /** {@code parent} tells in which rows the value is looked at: a null struct hides its members. */
  private void checkField(Field field, String path, int rows, IntPredicate parent) {
    int length = batch.lengths()[node];
    if (length != rows) {
      throw fault(path, "has %d values where there are %d rows".formatted(length, rows));
    }
    int nulls = batch.nulls()[node];
    Validity validity = checkNode(field.type(), path);
    if (!field.nullable() && nulls > 0) {
      for (int row = 0; row < length; row++) {
        if (!validity.test(row) && parent.test(row)) {
          throw fault(path, row, "is null, but the column is not nullable");
        }
      }
    }
  }

  /** Checks the node and everything below it. */
  private Validity checkNode(DataType type, String path) {
    int length = batch.lengths()[node];
    Validity validity = checkValidity(path, length, batch.nulls()[node]);
    node++;
    if (type instanceof DataType.Struct struct) {
      for (Field member : struct.fields()) {
        checkField(member, path + "." + Reject.quote(member.name()), length, validity);
      }
    } else if (type instanceof DataType.ListOf list) {
      checkList(list, path, length);
    } else if (ColumnLayout.hasOffsets(type)) {
      checkBytes(type, path, length, validity);
    } else {
      requireSize(path, "values", fixedSize(type, length));
    }
    return validity;
  }

  private Validity checkValidity(String path, int length, int nulls) {
    if (batch.sizes()[buffer] == 0 && length > 0) {
      buffer++;
      if (nulls > 0) {
        throw fault(path, "claims %d nulls but has no validity bits".formatted(nulls));
      }
      return new Validity(ipc.array(), 0, false, length);
    }
    int bytes = Validity.bytes(length);
    int start = requireSize(path, "validity bits", bytes);
    Validity validity = new Validity(ipc.array(), ipc.index(start, bytes), length > 0, length);
    if (validity.nulls() != nulls) {
      throw fault(
          path,
          "claims %d nulls, but its validity bits show %d".formatted(nulls, validity.nulls()));
    }
    return validity;
  }

  private void checkList(DataType.ListOf list, String path, int length) {
    int start = requireSize(path, "offsets", offsetsSize(length));
    int elements = batch.lengths()[node];
    checkOffsets(path, start, length, elements, "elements");
    checkNode(list.element(), path + "[]");
  }

  private void checkBytes(DataType type, String path, int length, Validity validity) {
    int start = requireSize(path, "offsets", offsetsSize(length));
    int size = batch.sizes()[buffer];
    int bytes = requireSize(path, "data", 0);
    checkOffsets(path, start, length, size, "bytes of data");
    if (length > 0 && !(type instanceof DataType.Bytes)) {
      checkText(path, start, bytes, length, validity);
    }
  }

  /** Some thousand bytes at once, which are still in the cache when they are looked at again. */
  private void checkText(String path, int start, int bytes, int length, Validity validity) {
    for (int row = 0; row < length; row += ROWS_AT_ONCE) {
      int end = Math.min(length, row + ROWS_AT_ONCE);
      if (!isText(start, bytes, row, end)) {
        findFault(path, start, bytes, row, end, validity);
      }
    }
  }

  /** Whether the values of the rows are text, all in one go: each by itself takes much longer. */
  private boolean isText(int start, int bytes, int firstRow, int endRow) {
    int first = offset(start, firstRow);
    int size = offset(start, endRow) - first;
    int from = ipc.index(bytes + first, size);
    return Utf8.isValid(ipc.array(), from, from + size)
        && offsets(start + firstRow * Integer.BYTES, endRow - firstRow)
            .startCharacters(from - first, from + size);
  }

  /** Either a value is invalid, or only what nulls stand for. */
  private void findFault(
      String path, int start, int bytes, int firstRow, int endRow, Validity validity) {
    for (int row = firstRow; row < endRow; row++) {
      int first = offset(start, row);
      int size = offset(start, row + 1) - first;
      int from = ipc.index(bytes + first, size);
      int invalid = validity.test(row) ? Utf8.firstInvalid(ipc.array(), from, from + size) : -1;
      if (invalid >= 0) {
        throw fault(
            path,
            row,
            "is not valid UTF-8 (byte %d of the stream)".formatted(invalid - ipc.offset()));
      }
    }
  }

  private Offsets offsets(int start, int length) {
    return new Offsets(ipc.array(), ipc.index(start, (length + 1) * Integer.BYTES), length);
  }

  private void checkOffsets(String path, int start, int length, int limit, String what) {
    if (length == 0 || offsets(start, length).ascendWithin(limit)) {
      return;
    }
    int previous = offset(start, 0);
    if (previous < 0) {
      throw fault(path, 0, "starts at the negative offset " + previous);
    }
    for (int row = 0; row < length; row++) {
      int end = offset(start, row + 1);
      if (end < previous) {
        throw fault(
            path, row, "ends at offset %d, before its start at %d".formatted(end, previous));
      }
      if (end > limit) {
        throw fault(
            path, row, "ends at offset %d, but there are %d %s".formatted(end, limit, what));
      }
      previous = end;
    }
  }

  private int offset(int start, int index) {
    return ipc.intAt(start + index * Integer.BYTES);
  }

  /** An array without values may leave out even its first offset. */
  private static long offsetsSize(int length) {
    return length == 0 ? 0 : (length + 1L) * Integer.BYTES;
  }

  private static long fixedSize(DataType type, int length) {
    if (type instanceof DataType.Bool) {
      return Validity.bytes(length);
    }
    return (long) length * (type instanceof DataType.Int32 ? Integer.BYTES : Long.BYTES);
  }

  /** Takes the next buffer, which must hold {@code needed} bytes; returns where it starts. */
  private int requireSize(String path, String what, long needed) {
    int size = batch.sizes()[buffer];
    if (size < needed) {
      throw fault(path, "has %d bytes of %s where %d are needed".formatted(size, what, needed));
    }
    return batch.absolute(buffer++);
  }

  private ConnectorException fault(String path, String fault) {
    return Reject.stream("column %s of record batch %d %s".formatted(path, batch.index(), fault));
  }

  private ConnectorException fault(String path, int row, String fault) {
    return Reject.stream(
        "column %s, row %d of record batch %d %s".formatted(path, row, batch.index(), fault));
  }
}
