package dev.witloof.connector.internal.ipc;

import static dev.witloof.connector.internal.ipc.Border.accepted;
import static dev.witloof.connector.internal.ipc.Border.refused;
import static dev.witloof.connector.internal.ipc.IpcForge.END;
import static dev.witloof.connector.internal.ipc.IpcForge.ints;
import static dev.witloof.connector.internal.ipc.IpcForge.longs;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.ArrowSchemas;
import dev.witloof.connector.DataType;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.junit.jupiter.api.Test;

/** Lies about messages, their lengths, and where nodes and buffers lie. */
class FramingTest {
  private static final TableSchema TABLE = Border.table("n", new DataType.Int64(), false);

  private static IpcForge.Batch honest() {
    return new IpcForge.Batch(2).node(2, 0).buffer().buffer(longs(1, 2));
  }

  private static void refusedBatch(IpcForge.Batch batch, String... words) {
    refused(TABLE, IpcForge.of(TABLE).batch(batch).end(), words);
  }

  @Test
  void theHonestStreamIsAccepted() {
    assertEquals(2, accepted(TABLE, IpcForge.of(TABLE).batch(honest()).end()));
    assertEquals(4, accepted(TABLE, IpcForge.of(TABLE).batch(honest()).batch(honest()).end()));
  }

  @Test
  void noBytes() {
    refused(TABLE, new byte[0], "byte 0", "end-of-stream marker");
  }

  @Test
  void onlyAnEnd() {
    refused(TABLE, END, "byte 0", "ends before its schema");
  }

  @Test
  void cutOffWithinAPrefix() {
    refused(TABLE, new byte[] {-1, -1, -1}, "byte 0", "cut off within a message prefix");
  }

  @Test
  void notAMessage() {
    refused(
        TABLE,
        "PK-something".getBytes(StandardCharsets.US_ASCII),
        "byte 0",
        "FFFFFFFF",
        "504B2D73");
  }

  @Test
  void metadataBeyondTheStream() {
    refused(
        TABLE,
        ints(-1, Integer.MAX_VALUE),
        "byte 4",
        "2147483647 bytes of metadata, but 0 are left");
    refused(TABLE, ints(-1, -2), "byte 4", "4294967294 bytes of metadata");
  }

  @Test
  void metadataThatIsNoFlatbuffer() {
    refused(TABLE, ints(-1, 8, 0x7FFFFFFF, -1), "byte 0", "no valid flatbuffer");
    refused(TABLE, ints(-1, 8, -5, 3), "byte 0", "no valid flatbuffer");
  }

  @Test
  void bodyBeyondTheStream() {
    for (long claim : new long[] {25, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
      byte[] ipc =
          IpcForge.of(TABLE)
              .message(MessageHeader.RecordBatch, builder -> 0, claim, new byte[16])
              .end();
      refused(
          TABLE, ipc, "claims " + Long.toUnsignedString(claim) + " bytes of body, but 24 are left");
    }
  }

  @Test
  void aMissingEnd() {
    byte[] ipc = IpcForge.of(TABLE).batch(honest()).cut();
    refused(TABLE, ipc, "byte " + ipc.length, "end-of-stream marker", "missing");
  }

  @Test
  void bytesAfterTheEnd() {
    byte[] ipc = IpcForge.of(TABLE).batch(honest()).end();
    refused(
        TABLE,
        IpcForge.empty().bytes(ipc).bytes(new byte[3]).cut(),
        "byte " + ipc.length,
        "3 bytes follow");
  }

  @Test
  void noRecordBatch() {
    refused(TABLE, IpcForge.of(TABLE).end(), "no record batch");
  }

  @Test
  void aBatchBeforeTheSchema() {
    refused(
        TABLE,
        IpcForge.empty().batch(honest()).end(),
        "first message must be the schema",
        "RecordBatch");
  }

  @Test
  void aSecondSchema() {
    byte[] schema = IpcForge.of(TABLE).cut();
    refused(
        TABLE, IpcForge.of(TABLE).bytes(schema).end(), "only record batches may follow", "Schema");
  }

  @Test
  void aMessageWithoutHeader() {
    refused(
        TABLE,
        IpcForge.empty().message(MessageHeader.Schema, builder -> 0, 0, new byte[0]).end(),
        "no header");
  }

  @Test
  void anUnknownKindOfMessage() {
    refused(
        TABLE,
        IpcForge.empty().message((byte) 77, builder -> 0, 0, new byte[0]).end(),
        "is a type 77");
  }

  @Test
  void aSchemaWithABody() {
    refused(
        TABLE,
        IpcForge.empty()
            .message(MessageHeader.Schema, ArrowSchemas.toArrow(TABLE)::getSchema, 8, new byte[8])
            .end(),
        "a body of 8 bytes");
  }

  @Test
  void anOldVersion() {
    refused(
        TABLE,
        IpcForge.empty()
            .message(
                (short) 1,
                MessageHeader.Schema,
                ArrowSchemas.toArrow(TABLE)::getSchema,
                0,
                new byte[0])
            .end(),
        "metadata version 2");
  }

  @Test
  void bigEndian() {
    refused(
        TABLE,
        IpcForge.empty()
            .message(
                MessageHeader.Schema,
                builder -> {
                  int fields = Schema.createFieldsVector(builder, new int[0]);
                  return Schema.createSchema(builder, Endianness.Big, fields, 0, 0);
                },
                0,
                new byte[0])
            .end(),
        "big-endian");
  }

  @Test
  void aDictionaryBatch() {
    refused(
        TABLE,
        IpcForge.of(TABLE)
            .message(MessageHeader.DictionaryBatch, builder -> 0, 0, new byte[0])
            .end(),
        "dictionary encoding is not supported");
  }

  @Test
  void compression() {
    refusedBatch(honest().compressed(CompressionType.ZSTD), "batch 0 is compressed with ZSTD");
    refusedBatch(honest().compressed(99), "codec 99");
  }

  @Test
  void rowCountsOutOfRange() {
    for (long rows : new long[] {-1, 1L << 31, Long.MIN_VALUE}) {
      refusedBatch(
          new IpcForge.Batch(rows).node(2, 0).buffer().buffer(longs(1, 2)),
          "claims " + rows + " rows");
    }
  }

  @Test
  void tooFewOrManyNodes() {
    refusedBatch(new IpcForge.Batch(0).buffer().buffer(), "0 field nodes", "asks for 1");
    refusedBatch(honest().node(2, 0), "2 field nodes", "asks for 1");
  }

  @Test
  void tooFewOrManyBuffers() {
    refusedBatch(new IpcForge.Batch(0).node(0, 0).buffer(), "1 buffers", "asks for 2");
    refusedBatch(honest().buffer(), "3 buffers", "asks for 2");
  }

  @Test
  void nodesWithImpossibleCounts() {
    for (long length : new long[] {-1, 1L << 31}) {
      refusedBatch(
          new IpcForge.Batch(2).node(length, 0).buffer().buffer(longs(1, 2)),
          "field node 0",
          "claims " + length + " values");
    }
    for (long nulls : new long[] {-1, 3, Long.MAX_VALUE}) {
      refusedBatch(
          new IpcForge.Batch(2).node(2, nulls).buffer().buffer(longs(1, 2)),
          "field node 0",
          "claims " + nulls + " nulls among 2");
    }
  }

  @Test
  void buffersOutsideTheBody() {
    long[][] places = {
      {0, 24}, {16, 8}, {-8, 8}, {0, -8}, {8, Long.MAX_VALUE}, {Long.MAX_VALUE, 8}
    };
    for (long[] place : places) {
      refusedBatch(
          new IpcForge.Batch(2)
              .node(2, 0)
              .bufferAt(0, 0)
              .bufferAt(place[0], place[1])
              .body(longs(1, 2)),
          "buffer 1",
          "claims " + place[1] + " bytes at " + place[0] + " of a body of 16 bytes");
    }
  }

  @Test
  void buffersThatOverlap() {
    refusedBatch(
        new IpcForge.Batch(2).node(2, 0).buffer(longs(1, 2)).bufferAt(8, 8),
        "buffer 1",
        "starts at 8",
        "end of an earlier buffer at 16");
  }

  @Test
  void buffersOffTheirAlignment() {
    refusedBatch(
        new IpcForge.Batch(1).node(1, 0).bufferAt(0, 0).bufferAt(4, 8).body(longs(1, 2)),
        "buffer 1",
        "starts at 4 of the body, which is no multiple of 8");
  }
}
