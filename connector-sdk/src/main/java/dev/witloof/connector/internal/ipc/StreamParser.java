package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.TableSchema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads the framing of an Arrow IPC stream: <a
 * href="https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format">Arrow columnar
 * format, IPC streaming format</a>. Every length is compared with what is left of the stream, or
 * with what the schema asks for, before anything of that length is made. Flatbuffers are read in
 * place, from a view of the metadata alone, so that an offset in them can reach nothing else.
 */
final class StreamParser {
  private static final int CONTINUATION = -1;
  private static final int PREFIX = 8;

  private final IpcBytes ipc;
  private final TableSchema table;
  private final ColumnLayout layout;
  private int position;

  StreamParser(IpcBytes ipc, TableSchema table) {
    this.ipc = ipc;
    this.table = table;
    this.layout = ColumnLayout.of(table.fields());
  }

  /** A message whose metadata is readable and whose body lies within the stream. */
  private record Frame(int start, Message message, int bodyStart, int bodyLength) {}

  /**
   * Reads the whole stream and checks its schema.
   *
   * @return the record batches, at least one; their buffers lie within the stream, in order and
   *     without overlap, but their contents are unchecked
   * @throws ConnectorException.Permanent for the first fault, with its byte
   */
  List<BatchFrame> parse() {
    Frame first = nextFrame();
    if (first == null) {
      throw Reject.at(0, "the stream ends before its schema");
    }
    decode(first, () -> readSchema(first));
    List<BatchFrame> batches = new ArrayList<>();
    for (Frame frame = nextFrame(); frame != null; frame = nextFrame()) {
      Frame next = frame;
      decode(next, () -> batches.add(readBatch(next, batches.size())));
    }
    if (position != ipc.length()) {
      throw Reject.at(
          position, "%d bytes follow the end of the stream".formatted(ipc.length() - position));
    }
    if (batches.isEmpty()) {
      throw Reject.stream("the stream holds no record batch");
    }
    return batches;
  }

  /** The next message, or null at the end-of-stream marker. */
  private @Nullable Frame nextFrame() {
    int start = position;
    if (start == ipc.length()) {
      throw Reject.at(start, "the end-of-stream marker (FFFFFFFF 00000000) is missing");
    }
    if (ipc.length() - start < PREFIX) {
      throw Reject.at(start, "the stream is cut off within a message prefix of 8 bytes");
    }
    if (ipc.intAt(start) != CONTINUATION) {
      throw Reject.at(
          start,
          "a message must start with FFFFFFFF, but starts with %08X"
              .formatted(Integer.reverseBytes(ipc.intAt(start))));
    }
    int metadataLength = ipc.intAt(start + 4);
    position = start + PREFIX;
    if (metadataLength == 0) {
      return null;
    }
    if (metadataLength < 0 || metadataLength > ipc.length() - position) {
      throw Reject.at(
          start + 4,
          "the message claims %d bytes of metadata, but %d are left"
              .formatted(metadataLength & 0xFFFFFFFFL, ipc.length() - position));
    }
    ByteBuffer metadata = ipc.slice(position, metadataLength);
    position += metadataLength;
    Message message = decode(start, () -> Message.getRootAsMessage(metadata));
    long bodyLength = decode(start, () -> bodyLength(start, message));
    Frame frame = new Frame(start, message, position, (int) bodyLength);
    position += frame.bodyLength;
    return frame;
  }

  private long bodyLength(int start, Message message) {
    short version = message.version();
    if (version != MetadataVersion.V5 && version != MetadataVersion.V4) {
      throw Reject.at(
          start, "metadata version %d is not supported; write V5".formatted(version + 1));
    }
    long length = message.bodyLength();
    if (length < 0 || length > ipc.length() - position) {
      throw Reject.at(
          start,
          "the message claims %s bytes of body, but %d are left"
              .formatted(Long.toUnsignedString(length), ipc.length() - position));
    }
    return length;
  }

  private boolean readSchema(Frame frame) {
    requireHeader(frame, MessageHeader.Schema, "the first message must be the schema");
    if (frame.bodyLength != 0) {
      throw Reject.at(
          frame.start,
          "the schema claims a body of %d bytes; it has none".formatted(frame.bodyLength));
    }
    Schema schema = (Schema) present(frame, frame.message.header(new Schema()));
    new SchemaCheck(table, frame.start).check(schema);
    return true;
  }

  private BatchFrame readBatch(Frame frame, int index) {
    requireHeader(
        frame, MessageHeader.RecordBatch, "after the schema only record batches may follow");
    RecordBatch batch = (RecordBatch) present(frame, frame.message.header(new RecordBatch()));
    if (batch.compression() != null) {
      byte codec = batch.compression().codec();
      throw Reject.at(
          frame.start,
          "record batch %d is compressed with %s; write it uncompressed"
              .formatted(
                  index,
                  codec >= 0 && codec < CompressionType.names.length
                      ? CompressionType.name(codec)
                      : "codec " + codec));
    }
    long rows = batch.length();
    if (rows < 0 || rows > Integer.MAX_VALUE) {
      throw Reject.at(
          frame.start,
          "record batch %d claims %d rows; the range is 0 to %d"
              .formatted(index, rows, Integer.MAX_VALUE));
    }
    requireCount(frame, index, "field nodes", layout.nodes(), batch.nodesLength());
    requireCount(frame, index, "buffers", layout.buffers(), batch.buffersLength());
    BatchFrame read =
        new BatchFrame(
            index,
            frame.start,
            frame.bodyStart,
            frame.bodyLength,
            (int) rows,
            new int[layout.nodes()],
            new int[layout.nodes()],
            new int[layout.buffers()],
            new int[layout.buffers()]);
    readNodes(batch, read);
    readBuffers(batch, read);
    return read;
  }

  private static void readNodes(RecordBatch batch, BatchFrame into) {
    for (int i = 0; i < into.lengths().length; i++) {
      FieldNode node = batch.nodes(i);
      if (node.length() < 0 || node.length() > Integer.MAX_VALUE) {
        throw Reject.at(
            into.start(),
            "field node %d of record batch %d claims %d values"
                .formatted(i, into.index(), node.length()));
      }
      if (node.nullCount() < 0 || node.nullCount() > node.length()) {
        throw Reject.at(
            into.start(),
            "field node %d of record batch %d claims %d nulls among %d values"
                .formatted(i, into.index(), node.nullCount(), node.length()));
      }
      into.lengths()[i] = (int) node.length();
      into.nulls()[i] = (int) node.nullCount();
    }
  }

  // Buffers in order and apart also bound the work of checking them by the size of the body.
  private static void readBuffers(RecordBatch batch, BatchFrame into) {
    long end = 0;
    for (int i = 0; i < into.offsets().length; i++) {
      Buffer buffer = batch.buffers(i);
      long offset = buffer.offset();
      long size = buffer.length();
      if (size == 0) {
        continue;
      }
      if (offset < 0
          || size < 0
          || offset > into.bodyLength()
          || size > into.bodyLength() - offset) {
        throw bufferFault(
            into,
            i,
            "claims %d bytes at %d of a body of %d bytes"
                .formatted(size, offset, into.bodyLength()));
      }
      if (offset < end) {
        throw bufferFault(
            into,
            i,
            "starts at %d of the body, before the end of an earlier buffer at %d"
                .formatted(offset, end));
      }
      if (offset % 8 != 0) {
        throw bufferFault(
            into, i, "starts at %d of the body, which is no multiple of 8".formatted(offset));
      }
      into.offsets()[i] = (int) offset;
      into.sizes()[i] = (int) size;
      end = offset + size;
    }
  }

  private static ConnectorException bufferFault(BatchFrame batch, int buffer, String fault) {
    return Reject.at(
        batch.start(), "buffer %d of record batch %d %s".formatted(buffer, batch.index(), fault));
  }

  private static void requireCount(Frame frame, int index, String what, int expected, int found) {
    if (expected != found) {
      throw Reject.at(
          frame.start,
          "record batch %d has %d %s, but its schema asks for %d"
              .formatted(index, found, what, expected));
    }
  }

  private static void requireHeader(Frame frame, byte expected, String rule) {
    byte type = frame.message.headerType();
    if (type == MessageHeader.DictionaryBatch) {
      throw Reject.at(frame.start, "dictionary encoding is not supported; write plain values");
    }
    if (type != expected) {
      String found =
          type >= 0 && type < MessageHeader.names.length
              ? MessageHeader.name(type)
              : "type " + type;
      throw Reject.at(frame.start, "%s, but this message is a %s".formatted(rule, found));
    }
  }

  private static <T> T present(Frame frame, @Nullable T header) {
    if (header == null) {
      throw Reject.at(frame.start, "the message has no header");
    }
    return header;
  }

  private static <T> T decode(Frame frame, Supplier<T> reading) {
    return decode(frame.start, reading);
  }

  /**
   * Flatbuffers that lie make the decoder read out of bounds, which Java answers with exceptions.
   */
  private static <T> T decode(int start, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConnectorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Reject.at(start, "the metadata of this message is no valid flatbuffer", e);
    }
  }
}
