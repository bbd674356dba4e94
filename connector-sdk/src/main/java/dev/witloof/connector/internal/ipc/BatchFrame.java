package dev.witloof.connector.internal.ipc;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/**
 * One record batch of a stream: where its buffers lie. A plain table of numbers without judgement
 * until {@link ColumnCheck} has seen it.
 *
 * @param index position among the batches of the stream, from 0
 * @param start byte of the stream where its message starts
 * @param bodyStart byte of the stream where its body starts
 * @param rows claimed row count
 * @param lengths length of each field node, in pre-order
 * @param nulls null count of each field node
 * @param offsets where each buffer starts, relative to the body
 * @param sizes bytes of each buffer
 */
record BatchFrame(
    int index,
    int start,
    int bodyStart,
    int bodyLength,
    int rows,
    int[] lengths,
    int[] nulls,
    int[] offsets,
    int[] sizes) {

  /** Byte of the stream where a buffer starts. */
  int absolute(int buffer) {
    return bodyStart + offsets[buffer];
  }

  int bodyEnd() {
    return bodyStart + bodyLength;
  }

  /**
   * Off-heap bytes that its vectors take, with the validity bits that Arrow adds where they were
   * left out.
   */
  long memory() {
    long memory = BatchMemory.rounded(bodyLength);
    for (int length : lengths) {
      memory += BatchMemory.rounded(Validity.bytes(length));
    }
    return memory;
  }

  /** The body, copied off-heap; it is the caller's to close. */
  ArrowBuf copyBody(IpcBytes ipc, BufferAllocator allocator) {
    ArrowBuf body = allocator.buffer(bodyLength);
    body.setBytes(0, ipc.array(), ipc.index(bodyStart, bodyLength), bodyLength);
    return body;
  }

  /**
   * The record batch whose columns share a copy of the body. It holds references of its own, and is
   * the caller's to close.
   */
  ArrowRecordBatch over(ArrowBuf body) {
    List<ArrowFieldNode> nodes = new ArrayList<>(lengths.length);
    for (int i = 0; i < lengths.length; i++) {
      nodes.add(new ArrowFieldNode(lengths[i], nulls[i]));
    }
    List<ArrowBuf> buffers = new ArrayList<>(offsets.length);
    for (int i = 0; i < offsets.length; i++) {
      buffers.add(body.slice(offsets[i], sizes[i]));
    }
    return new ArrowRecordBatch(rows, nodes, buffers);
  }
}
