package dev.witloof.connector.internal.ipc;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.witloof.connector.ArrowSchemas;
import dev.witloof.connector.TableSchema;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes IPC streams that may lie in any place. Without a lie told they are valid. */
final class IpcForge {
  static final byte[] END = {-1, -1, -1, -1, 0, 0, 0, 0};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A stream that starts with the schema of the table. */
  static IpcForge of(TableSchema table) {
    return of(ArrowSchemas.toArrow(table));
  }

  static IpcForge of(Schema schema) {
    return new IpcForge().message(MessageHeader.Schema, schema::getSchema, 0, new byte[0]);
  }

  static IpcForge empty() {
    return new IpcForge();
  }

  IpcForge message(byte type, ToIntFunction<FlatBufferBuilder> header, long claim, byte[] body) {
    return message(MetadataVersion.V5, type, header, claim, body);
  }

  IpcForge message(
      short version, byte type, ToIntFunction<FlatBufferBuilder> header, long claim, byte[] body) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int offset = header.applyAsInt(builder);
    Message.startMessage(builder);
    Message.addVersion(builder, version);
    Message.addHeaderType(builder, type);
    if (offset != 0) {
      Message.addHeader(builder, offset);
    }
    Message.addBodyLength(builder, claim);
    builder.finish(Message.endMessage(builder));
    byte[] metadata = pad(builder.sizedByteArray());
    return bytes(ints(-1, metadata.length)).bytes(metadata).bytes(body);
  }

  IpcForge bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  IpcForge batch(Batch batch) {
    byte[] body = batch.body.toByteArray();
    return message(MessageHeader.RecordBatch, batch::write, body.length, body);
  }

  /** The stream so far. */
  byte[] cut() {
    return out.toByteArray();
  }

  /** The stream, ended as it should be. */
  byte[] end() {
    return bytes(END).cut();
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  static byte[] longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  static byte[] pad(byte[] bytes) {
    return Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
  }

  /** A record batch; buffers are laid out one after the other as they should be. */
  static final class Batch {
    private final long rows;
    private final List<long[]> nodes = new ArrayList<>();
    private final List<long[]> buffers = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int codec = -1;

    Batch(long rows) {
      this.rows = rows;
    }

    Batch node(long length, long nulls) {
      nodes.add(new long[] {length, nulls});
      return this;
    }

    Batch buffer(byte... bytes) {
      buffers.add(new long[] {body.size(), bytes.length});
      body.writeBytes(pad(bytes));
      return this;
    }

    /** A buffer anywhere. */
    Batch bufferAt(long offset, long length) {
      buffers.add(new long[] {offset, length});
      return this;
    }

    /** Bytes of the body that no buffer claims. */
    Batch body(byte... bytes) {
      body.writeBytes(bytes);
      return this;
    }

    Batch compressed(int with) {
      codec = with;
      return this;
    }

    private int write(FlatBufferBuilder builder) {
      RecordBatch.startNodesVector(builder, nodes.size());
      for (int i = nodes.size() - 1; i >= 0; i--) {
        FieldNode.createFieldNode(builder, nodes.get(i)[0], nodes.get(i)[1]);
      }
      int nodesAt = builder.endVector();
      RecordBatch.startBuffersVector(builder, buffers.size());
      for (int i = buffers.size() - 1; i >= 0; i--) {
        Buffer.createBuffer(builder, buffers.get(i)[0], buffers.get(i)[1]);
      }
      int buffersAt = builder.endVector();
      int compression =
          codec < 0 ? 0 : BodyCompression.createBodyCompression(builder, (byte) codec, (byte) 0);
      RecordBatch.startRecordBatch(builder);
      RecordBatch.addLength(builder, rows);
      RecordBatch.addNodes(builder, nodesAt);
      RecordBatch.addBuffers(builder, buffersAt);
      if (codec >= 0) {
        RecordBatch.addCompression(builder, compression);
      }
      return RecordBatch.endRecordBatch(builder);
    }
  }
}
