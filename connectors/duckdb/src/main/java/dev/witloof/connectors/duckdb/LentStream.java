package dev.witloof.connectors.duckdb;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A lent reader on its way through the C stream interface. DuckDB's worker threads may release the
 * stream and its arrays a moment after the statement that read them has returned; a reader is not
 * thread-safe, so the lender must not close it, nor its allocator, before that. Closing this stream
 * leaves the reader open.
 */
final class LentStream extends ArrowReader {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final ArrowReader reader;
  private final VectorSchemaRoot root;

  /** Of the buffers of every batch that was loaded, by whichever thread. */
  private final Queue<ReferenceManager> buffers = new ConcurrentLinkedQueue<>();

  private volatile boolean released;

  /** Lends a reader that has not loaded a batch yet. */
  LentStream(ArrowReader reader, VectorSchemaRoot root, BufferAllocator allocator) {
    super(allocator);
    this.reader = reader;
    this.root = root;
  }

  /**
   * Returns when the stream was released and nobody holds an array of it any more.
   *
   * @throws IllegalStateException when that takes longer than a minute
   */
  void awaitRelease() {
    long start = System.nanoTime();
    while (!released || stillHeld()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException(
            "DuckDB did not release an Arrow stream of "
                + root.getSchema()
                + " within a minute of reading it");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean stillHeld() {
    root.clear();
    return buffers.stream().anyMatch(buffer -> buffer.getRefCount() > 0);
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() {
    return root;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    boolean loaded = reader.loadNextBatch();
    for (FieldVector vector : root.getFieldVectors()) {
      for (ArrowBuf buffer : vector.getBuffers(false)) {
        ReferenceManager references = buffer.getReferenceManager();
        // The empty buffer belongs to nobody and is never released.
        if (references != ReferenceManager.NO_OP) {
          buffers.add(references);
        }
      }
    }
    return loaded;
  }

  @Override
  public Map<Long, Dictionary> getDictionaryVectors() throws IOException {
    return reader.getDictionaryVectors();
  }

  @Override
  public Dictionary lookup(long id) {
    return reader.lookup(id);
  }

  @Override
  public Set<Long> getDictionaryIds() {
    return reader.getDictionaryIds();
  }

  @Override
  public long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public void close() {
    released = true;
  }

  @Override
  protected void closeReadSource() {
    // The lender closes it.
  }

  @Override
  protected Schema readSchema() {
    return root.getSchema();
  }
}
