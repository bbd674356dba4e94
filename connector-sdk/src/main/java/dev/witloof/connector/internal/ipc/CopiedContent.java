package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * A validated IPC stream that lay in somebody else's array: the bodies of its record batches are
 * copied off-heap, once, and all vectors share them; what is around the bodies is kept on the heap,
 * so that the stream can be given back byte for byte.
 */
public final class CopiedContent implements BatchContent {
  private final TableSchema schema;
  private final List<BatchFrame> batches;
  private final long memory;
  private final int length;
  private final byte[] framing;
  private final BufferAllocator allocator;
  private final List<ArrowBuf> bodies = new ArrayList<>();

  private CopiedContent(CheckedStream stream) {
    this.schema = stream.schema();
    this.batches = stream.batches();
    this.memory = stream.memory();
    this.length = stream.ipc().length();
    this.framing = framing(stream);
    this.allocator =
        BatchMemory.allocator(
            batches.stream().mapToLong(batch -> BatchMemory.rounded(batch.bodyLength())).sum());
  }

  /**
   * Validates a stream completely, then copies it. Between the two nobody may change the bytes;
   * afterwards everybody may.
   *
   * @param offset index in {@code source} of the first byte of the stream
   * @throws ConnectorException.Permanent for the first fault
   * @throws ConnectorException.Transient when its vectors would take more than {@code memoryBudget}
   *     bytes
   */
  public static CopiedContent copy(
      byte[] source, int offset, int length, TableSchema schema, long memoryBudget) {
    IpcBytes ipc = new IpcBytes(source, offset, length);
    CheckedStream stream = CheckedStream.check(ipc, schema, memoryBudget);
    CopiedContent content = new CopiedContent(stream);
    try {
      for (BatchFrame batch : stream.batches()) {
        content.bodies.add(batch.copyBody(ipc, content.allocator));
      }
      return content;
    } catch (Throwable e) {
      AutoCloseables.close(e, content::close);
      throw e;
    }
  }

  /** Everything but the bodies, in order. */
  private static byte[] framing(CheckedStream stream) {
    int bodies = stream.batches().stream().mapToInt(BatchFrame::bodyLength).sum();
    byte[] framing = new byte[stream.ipc().length() - bodies];
    int read = 0;
    int written = 0;
    for (BatchFrame batch : stream.batches()) {
      int before = batch.bodyStart() - read;
      System.arraycopy(
          stream.ipc().array(), stream.ipc().index(read, before), framing, written, before);
      written += before;
      read = batch.bodyEnd();
    }
    int rest = framing.length - written;
    System.arraycopy(stream.ipc().array(), stream.ipc().index(read, rest), framing, written, rest);
    return framing;
  }

  @Override
  public long rowCount() {
    return batches.stream().mapToLong(BatchFrame::rows).sum();
  }

  @Override
  public long byteSize() {
    return length;
  }

  @Override
  public int ipcLength() {
    return length;
  }

  @Override
  public void copyIpc(byte[] target, int offset) {
    int written = 0;
    int framed = 0;
    for (int i = 0; i < batches.size(); i++) {
      BatchFrame batch = batches.get(i);
      int before = batch.bodyStart() - written;
      System.arraycopy(framing, framed, target, offset + written, before);
      framed += before;
      bodies.get(i).getBytes(0, target, offset + batch.bodyStart(), batch.bodyLength());
      written = batch.bodyEnd();
    }
    System.arraycopy(framing, framed, target, offset + written, length - written);
  }

  @Override
  public long lendingLimit() {
    return memory + BatchMemory.CONSUMER_ALLOWANCE;
  }

  @Override
  public ArrowReader open(BufferAllocator lender) {
    List<BatchLoader> loaders = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      BatchFrame batch = batches.get(i);
      ArrowBuf body = bodies.get(i);
      loaders.add(unused -> batch.over(body));
    }
    return new BatchReader(lender, schema, loaders, length);
  }

  @Override
  public void close() {
    bodies.forEach(ArrowBuf::close);
    allocator.close();
  }
}
