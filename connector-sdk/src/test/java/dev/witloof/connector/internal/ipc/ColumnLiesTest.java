package dev.witloof.connector.internal.ipc;

import static dev.witloof.connector.internal.ipc.Border.table;
import static dev.witloof.connector.internal.ipc.IpcForge.ints;
import static dev.witloof.connector.internal.ipc.IpcForge.longs;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lies about the contents of buffers. */
class ColumnLiesTest {
  private static final TableSchema NUMBERS = table("n", new DataType.Int64(), true);
  private static final TableSchema TEXTS = table("s", new DataType.Text(), true);
  private static final TableSchema LISTS =
      table("l", new DataType.ListOf(new DataType.Int64()), true);

  private static IpcForge.Batch rows(long rows) {
    return new IpcForge.Batch(rows).node(rows, 0);
  }

  private static void refused(TableSchema table, IpcForge.Batch batch, String... words) {
    Border.refused(table, IpcForge.of(table).batch(batch).end(), words);
  }

  private static void accepted(TableSchema table, IpcForge.Batch batch, long rows) {
    assertEquals(rows, Border.accepted(table, IpcForge.of(table).batch(batch).end()));
  }

  private static TableSchema struct(boolean nullable, Field member) {
    return table("p", new DataType.Struct(List.of(member)), nullable);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void aColumnOfAnotherLength() {
    refused(
        NUMBERS,
        new IpcForge.Batch(3).node(2, 0).buffer().buffer(longs(1, 2)),
        "column 'n' of record batch 0",
        "2 values where there are 3 rows");
  }

  @Test
  void valuesCutShort() {
    refused(
        NUMBERS, rows(3).buffer().buffer(longs(1, 2)), "16 bytes of values where 24 are needed");
    refused(
        table("b", new DataType.Bool(), true),
        rows(9).buffer().buffer((byte) 0),
        "1 bytes of values where 2 are needed");
    refused(
        table("i", new DataType.Int32(), true),
        rows(3).buffer().buffer(ints(1, 2)),
        "8 bytes of values where 12 are needed");
  }

  @Test
  void aHugeRowCountAllocatesNothing() {
    refused(NUMBERS, rows(Integer.MAX_VALUE).buffer().buffer(longs(1)), "17179869176 are needed");
    refused(
        TEXTS, rows(Integer.MAX_VALUE).buffer().buffer(ints(0)).buffer(), "8589934592 are needed");
  }

  @Test
  void validityBitsCutShort() {
    refused(
        NUMBERS,
        new IpcForge.Batch(9).node(9, 1).buffer((byte) 1).buffer(new byte[72]),
        "1 bytes of validity bits where 2 are needed");
  }

  @Test
  void nullsWithoutValidityBits() {
    refused(
        NUMBERS,
        new IpcForge.Batch(2).node(2, 1).buffer().buffer(longs(1, 2)),
        "claims 1 nulls but has no validity bits");
  }

  @Test
  void aNullCountThatTheBitsDeny() {
    refused(
        NUMBERS,
        new IpcForge.Batch(2).node(2, 0).buffer((byte) 1).buffer(longs(1, 2)),
        "claims 0 nulls, but its validity bits show 1");
    refused(
        NUMBERS,
        new IpcForge.Batch(2).node(2, 2).buffer((byte) 1).buffer(longs(1, 2)),
        "claims 2 nulls, but its validity bits show 1");
  }

  @Test
  void bitsBeyondTheRowsDoNotCount() {
    accepted(NUMBERS, new IpcForge.Batch(2).node(2, 1).buffer((byte) 0xFD).buffer(longs(1, 2)), 2);
  }

  @Test
  void aNullWhereNoneMayBe() {
    refused(
        table("n", new DataType.Int64(), false),
        new IpcForge.Batch(3).node(3, 1).buffer((byte) 0b101).buffer(longs(1, 2, 3)),
        "column 'n', row 1 of record batch 0",
        "is null, but the column is not nullable");
  }

  @Test
  void aNullMemberOfAStructThatIsThere() {
    TableSchema table = struct(true, new Field("m", new DataType.Bool(), false));
    refused(
        table,
        new IpcForge.Batch(2).node(2, 0).node(2, 1).buffer().buffer((byte) 1).buffer((byte) 0),
        "column 'p'.'m', row 1",
        "not nullable");
  }

  @Test
  void aNullStructHidesItsMembers() {
    accepted(
        struct(true, new Field("m", new DataType.Bool(), false)),
        new IpcForge.Batch(2)
            .node(2, 1)
            .node(2, 1)
            .buffer((byte) 1)
            .buffer((byte) 1)
            .buffer((byte) 0),
        2);
  }

  @Test
  void aMemberOfAnotherLength() {
    refused(
        struct(false, new Field("m", new DataType.Int64(), true)),
        new IpcForge.Batch(2).node(2, 0).node(1, 0).buffer().buffer().buffer(longs(1)),
        "column 'p'.'m'",
        "1 values where there are 2 rows");
  }

  @Test
  void offsetsCutShort() {
    refused(
        TEXTS,
        rows(2).buffer().buffer(ints(0, 1)).buffer((byte) 'a'),
        "8 bytes of offsets where 12 are needed");
    refused(
        LISTS,
        rows(2).node(1, 0).buffer().buffer(ints(0, 1)).buffer().buffer(longs(1)),
        "8 bytes of offsets where 12 are needed");
  }

  @Test
  void offsetsThatStartBelowZero() {
    refused(
        TEXTS,
        rows(1).buffer().buffer(ints(-1, 1)).buffer((byte) 'a'),
        "column 's', row 0",
        "negative offset -1");
  }

  @Test
  void offsetsThatStartAboveZeroAreLegal() {
    accepted(TEXTS, rows(1).buffer().buffer(ints(1, 2)).buffer((byte) 'a', (byte) 'b'), 1);
  }

  @Test
  void offsetsThatFall() {
    refused(
        TEXTS,
        rows(2).buffer().buffer(ints(0, 2, 1)).buffer(bytes('a', 'b')),
        "column 's', row 1",
        "ends at offset 1, before its start at 2");
    refused(
        LISTS,
        rows(2)
            .node(2, 0)
            .buffer()
            .buffer(ints(0, 2, Integer.MIN_VALUE))
            .buffer()
            .buffer(longs(1, 2)),
        "column 'l', row 1",
        "before its start");
  }

  @Test
  void offsetsBeyondTheData() {
    refused(
        TEXTS,
        rows(2).buffer().buffer(ints(0, 1, 3)).buffer(bytes('a', 'b')),
        "column 's', row 1",
        "ends at offset 3, but there are 2 bytes of data");
    refused(
        table("b", new DataType.Bytes(), true),
        rows(1).buffer().buffer(ints(0, Integer.MAX_VALUE)).buffer(bytes(1)),
        "there are 1 bytes of data");
    refused(
        LISTS,
        rows(1).node(1, 0).buffer().buffer(ints(0, 2)).buffer().buffer(longs(1)),
        "column 'l', row 0",
        "there are 1 elements");
  }

  @Test
  void anElementBufferThatLies() {
    refused(
        LISTS,
        rows(1).node(2, 0).buffer().buffer(ints(0, 2)).buffer().buffer(longs(1)),
        "column 'l'[]",
        "8 bytes of values where 16 are needed");
  }

  /** Each is ill-formed by table 3-7 of the Unicode standard. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "C080",
        "C1BF",
        "C2",
        "C241",
        "E08080",
        "E0A0",
        "E0A041",
        "EDA080",
        "EDBFBF",
        "F0808080",
        "F09F98",
        "F4908080",
        "F5808080",
        "FF",
        "FE"
      })
  void textThatIsNotUtf8(String hex) {
    byte[] text = HexFormat.of().parseHex("61" + hex);
    refused(
        TEXTS,
        rows(2).buffer().buffer(ints(0, 1, text.length)).buffer(text),
        "column 's', row 1 of record batch 0",
        "not valid UTF-8");
    refused(
        table("j", new DataType.Json(), true),
        rows(1).buffer().buffer(ints(0, text.length)).buffer(text),
        "column 'j', row 0",
        "not valid UTF-8");
  }

  @Test
  void aCharacterSplitBetweenRows() {
    refused(
        TEXTS,
        rows(2).buffer().buffer(ints(0, 1, 2)).buffer(bytes(0xC3, 0xA9)),
        "column 's', row 0",
        "not valid UTF-8");
  }

  @Test
  void wellFormedTextOfEveryLength() {
    byte[] text = "aé€😀\uD7FF\uE000\u0000".getBytes(StandardCharsets.UTF_8);
    accepted(TEXTS, rows(1).buffer().buffer(ints(0, text.length)).buffer(text), 1);
  }

  @Test
  void whatANullTextPointsAtDoesNotMatter() {
    accepted(
        TEXTS,
        new IpcForge.Batch(2)
            .node(2, 1)
            .buffer((byte) 0b10)
            .buffer(ints(0, 1, 3))
            .buffer(bytes(0xFF, 0xC3, 0xA9)),
        2);
  }

  @Test
  void bytesNeedNotBeText() {
    accepted(
        table("b", new DataType.Bytes(), true),
        rows(1).buffer().buffer(ints(0, 2)).buffer(bytes(0xFF, 0xFE)),
        1);
  }

  @Test
  void paddedBuffersAndMissingOffsetsOfNoRowsAreLegal() {
    accepted(
        TEXTS,
        rows(1)
            .buffer((byte) 1, (byte) 9, (byte) 9)
            .buffer(ints(0, 1, 9, 9))
            .buffer(bytes('a', 0, 0)),
        1);
    accepted(TEXTS, rows(0).buffer().buffer().buffer(), 0);
    accepted(LISTS, rows(0).node(0, 0).buffer().buffer().buffer().buffer(), 0);
  }

  @Test
  void theBatchWithTheLieIsNamed() {
    byte[] ipc =
        IpcForge.of(NUMBERS)
            .batch(rows(1).buffer().buffer(longs(1)))
            .batch(rows(2).buffer().buffer(longs(1)))
            .end();
    Border.refused(NUMBERS, ipc, "record batch 1");
  }
}
