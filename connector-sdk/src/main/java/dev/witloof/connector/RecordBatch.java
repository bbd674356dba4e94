package dev.witloof.connector;

import dev.witloof.connector.internal.ipc.BatchContent;
import dev.witloof.connector.internal.ipc.BatchMemory;
import dev.witloof.connector.internal.ipc.CopiedContent;
import dev.witloof.connector.internal.ipc.IpcContent;
import dev.witloof.connector.internal.ipc.VectorContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Rows of one table in Arrow. A batch has two faces, an IPC stream of bytes and vectors in off-heap
 * memory; it holds the one it was made of and makes the other when asked.
 *
 * <pre>{@code
 * try (RecordBatch batch = handle.next().orElseThrow()) {
 *   batch.forEach(root -> System.out.println(root.contentToTSVString()));
 * }
 * }</pre>
 *
 * <p>There are no references to count. The batch owns its memory; vectors are lent to a callback
 * and gone when it returns, and whoever keeps one meets an exception, never freed memory. {@link
 * #close()} frees everything and may be called twice. A batch that is forgotten is freed when it is
 * garbage collected. After close every other method throws {@link IllegalStateException}.
 *
 * <p>Confined to one thread at a time. Lent vectors are to be read, not changed.
 */
public final class RecordBatch implements AutoCloseable {
  /** Off-heap bytes that the vectors of an IPC stream may take, unless said otherwise: 256 MiB. */
  public static final long DEFAULT_MEMORY_BUDGET = 256L << 20;

  private static final Cleaner CLEANER = Cleaner.create();

  private final TableSchema schema;
  private final BatchContent content;
  private final Cleaner.Cleanable cleanable;
  private int lent;
  private boolean closed;

  private RecordBatch(TableSchema schema, BatchContent content) {
    this.schema = schema;
    this.content = content;
    // The content must not reach this object, or it would never be collected.
    this.cleanable = CLEANER.register(this, content::close);
  }

  /** As {@link #ofIpc(byte[], TableSchema, long)} with {@link #DEFAULT_MEMORY_BUDGET}. */
  public static RecordBatch ofIpc(byte[] ipc, TableSchema schema) {
    return ofIpc(ipc, schema, DEFAULT_MEMORY_BUDGET);
  }

  /**
   * Validates one complete Arrow IPC stream and takes it over: the caller must not change the array
   * afterwards. Nothing in it is trusted. Framing, schema, every buffer, offset, null count and
   * UTF-8 text are checked before this returns, without allocating what the bytes claim.
   *
   * @param schema what the stream must carry: the same columns in the same order and of the same
   *     types
   * @param memoryBudget off-heap bytes that its vectors may take, at least 0
   * @throws ConnectorException.Permanent naming the byte, or the column and row, of the first
   *     fault; when the columns differ, showing both sides
   * @throws ConnectorException.Transient with its {@link LimitHit}, when the vectors would take
   *     more than the budget
   */
  public static RecordBatch ofIpc(byte[] ipc, TableSchema schema, long memoryBudget) {
    return new RecordBatch(schema, IpcContent.parse(ipc, schema, memoryBudget));
  }

  /**
   * Validates one complete Arrow IPC stream, as {@link #ofIpc(byte[], TableSchema, long)} does, and
   * copies it: the array stays the caller's. Each buffer is copied once, into the off-heap memory
   * that the vectors lie in.
   *
   * @param source must not be changed while this runs
   * @param offset index of the first byte of the stream
   * @param length bytes of the stream
   * @throws IndexOutOfBoundsException when the array has no such range
   */
  public static RecordBatch copyOfIpc(
      byte[] source, int offset, int length, TableSchema schema, long memoryBudget) {
    Objects.checkFromIndexSize(offset, length, source.length);
    return new RecordBatch(
        schema, CopiedContent.copy(source, offset, length, schema, memoryBudget));
  }

  /**
   * Builds a batch of vectors.
   *
   * @param fill sets the values and then the row count of the root, which has the schema of {@link
   *     ArrowSchemas#toArrow(TableSchema)} and no memory allocated; it must not keep the root
   * @throws IllegalArgumentException naming the column, when the root is not as long as its vectors
   *     or a column that is not nullable has a null
   */
  public static RecordBatch build(TableSchema schema, Consumer<VectorSchemaRoot> fill) {
    return new RecordBatch(schema, VectorContent.build(schema, fill));
  }

  /** The table that the rows belong to. */
  public TableSchema schema() {
    requireOpen();
    return schema;
  }

  /**
   * A complete Arrow IPC stream: schema, record batches, end of stream. The array is the caller's.
   * It holds the bytes that the batch was made of, if it was made of bytes.
   *
   * @throws IllegalArgumentException when the stream would not fit into an array
   */
  public byte[] toIpc() {
    byte[] ipc = new byte[ipcLength()];
    content.copyIpc(ipc, 0);
    return ipc;
  }

  /**
   * Bytes of the stream that {@link #toIpc} and {@link #copyIpc} give.
   *
   * @throws IllegalArgumentException when the stream would not fit into an array
   */
  public int ipcLength() {
    requireOpen();
    return content.ipcLength();
  }

  /**
   * Writes the stream of {@link #toIpc} to an array; each buffer is copied once.
   *
   * @param offset index of the first byte that is written, of {@link #ipcLength} ones
   * @throws IndexOutOfBoundsException when the array has no such range
   */
  public void copyIpc(byte[] target, int offset) {
    Objects.checkFromIndexSize(offset, ipcLength(), target.length);
    content.copyIpc(target, offset);
  }

  /**
   * Lends the vectors, once for each Arrow record batch; they are gone when {@code reader} returns.
   */
  public void forEach(Consumer<VectorSchemaRoot> reader) {
    withReader(
        arrow -> {
          try {
            while (arrow.loadNextBatch()) {
              reader.accept(arrow.getVectorSchemaRoot());
            }
            return Boolean.TRUE;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Lends the rows as an Arrow stream, for a destination that reads one by itself, as through the C
   * data interface. The reader starts before the first Arrow record batch and is closed when {@code
   * use} returns, so whatever was exported from it must be released by then. The allocator behind
   * it, should the consumer need one, is {@code
   * reader.getVectorSchemaRoot().getVector(0).getAllocator()}.
   *
   * @return what {@code use} returned
   * @throws IllegalStateException when memory is still held after {@code use} returned
   */
  public <T> T withReader(Function<ArrowReader, T> use) {
    requireOpen();
    lent++;
    try (BufferAllocator allocator = BatchMemory.allocator(content.lendingLimit());
        ArrowReader reader = content.open(allocator)) {
      return use.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lent--;
    }
  }

  /** Rows in all Arrow record batches together; may be 0. */
  public long rowCount() {
    requireOpen();
    return content.rowCount();
  }

  /** Bytes of the IPC stream if the batch was made of one, else of the vectors' buffers. */
  public long byteSize() {
    requireOpen();
    return content.byteSize();
  }

  /**
   * Frees the memory; the second call does nothing.
   *
   * @throws IllegalStateException when called while the vectors are lent, by the callback itself
   */
  @Override
  public void close() {
    if (lent > 0) {
      throw new IllegalStateException(
          "the batch is lent to a callback; close it after that returned");
    }
    closed = true;
    cleanable.clean();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the batch of table '" + schema.name() + "' is closed");
    }
  }
}
