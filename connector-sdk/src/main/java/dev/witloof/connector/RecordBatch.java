package dev.witloof.connector;

import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows of one table as Arrow: one complete IPC stream or vectors, converted lazily. */
public final class RecordBatch implements AutoCloseable {
  private RecordBatch() {}

  /** Validates and takes over one complete Arrow IPC stream. Never trusts the bytes. */
  public static RecordBatch ofIpc(byte[] ipc, TableSchema schema) {
    throw new UnsupportedOperationException();
  }

  /** Builds a batch of vectors: {@code fill} sets the values and the row count of the root. */
  public static RecordBatch build(TableSchema schema, Consumer<VectorSchemaRoot> fill) {
    throw new UnsupportedOperationException();
  }

  public TableSchema schema() {
    throw new UnsupportedOperationException();
  }

  /** A complete Arrow IPC stream: schema, record batches, end of stream. */
  public byte[] toIpc() {
    throw new UnsupportedOperationException();
  }

  /**
   * Lends the vectors, once for each Arrow record batch; they are gone when {@code reader} returns.
   */
  public void forEach(Consumer<VectorSchemaRoot> reader) {
    throw new UnsupportedOperationException();
  }

  public long rowCount() {
    throw new UnsupportedOperationException();
  }

  /** Size of the IPC stream if there is one, else of the vectors' buffers. */
  public long byteSize() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
