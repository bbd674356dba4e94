package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ArrowSchemas;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Vectors that a native connector filled. */
public final class VectorContent implements BatchContent {
  private static final int UNKNOWN = -1;

  private final TableSchema schema;
  private final BufferAllocator allocator;
  private final VectorSchemaRoot root;
  private int ipcLength = UNKNOWN;

  private VectorContent(TableSchema schema, BufferAllocator allocator, VectorSchemaRoot root) {
    this.schema = schema;
    this.allocator = allocator;
    this.root = root;
  }

  /**
   * Lets {@code fill} fill the vectors, and checks them.
   *
   * @throws IllegalArgumentException naming the column that is longer or shorter than the root, or
   *     has nulls that its schema forbids
   */
  public static VectorContent build(TableSchema schema, Consumer<VectorSchemaRoot> fill) {
    BufferAllocator allocator = BatchMemory.allocator(Long.MAX_VALUE);
    VectorSchemaRoot root = VectorSchemaRoot.create(ArrowSchemas.toArrow(schema), allocator);
    VectorContent content = new VectorContent(schema, allocator, root);
    try {
      fill.accept(root);
      content.check();
      return content;
    } catch (Throwable e) {
      AutoCloseables.close(e, root, allocator);
      throw e;
    }
  }

  private void check() {
    List<FieldVector> vectors = root.getFieldVectors();
    for (int i = 0; i < vectors.size(); i++) {
      Field field = schema.fields().get(i);
      FieldVector vector = vectors.get(i);
      String column = "column '%s' of table '%s'".formatted(field.name(), schema.name());
      if (vector.getValueCount() != root.getRowCount()) {
        throw new IllegalArgumentException(
            "%s has %d values, but the root has %d rows; call setRowCount after filling"
                .formatted(column, vector.getValueCount(), root.getRowCount()));
      }
      if (!field.nullable() && vector.getNullCount() > 0) {
        throw new IllegalArgumentException(
            "%s is not nullable, but has %d nulls".formatted(column, vector.getNullCount()));
      }
    }
  }

  @Override
  public long rowCount() {
    return root.getRowCount();
  }

  @Override
  public long byteSize() {
    return root.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
  }

  @Override
  public int ipcLength() {
    if (ipcLength == UNKNOWN) {
      ipcLength = IpcEncoder.length(root);
    }
    return ipcLength;
  }

  @Override
  public void copyIpc(byte[] target, int offset) {
    IpcEncoder.encode(root, target, offset, ipcLength());
  }

  @Override
  public long lendingLimit() {
    return Long.MAX_VALUE;
  }

  @Override
  public ArrowReader open(BufferAllocator lender) {
    BatchLoader loader = unused -> new VectorUnloader(root).getRecordBatch();
    return new BatchReader(lender, schema, List.of(loader), byteSize());
  }

  @Override
  public void close() {
    try (allocator;
        root) {
      root.clear();
    }
  }
}
