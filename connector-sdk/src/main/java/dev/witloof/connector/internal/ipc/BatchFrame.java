package dev.witloof.connector.internal.ipc;

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
}
