package dev.witloof.component.internal.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.engine.Trap;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strings in memory, byte by byte. */
class StringsTest {
  private static final long TAG = 0x8000_0000L;

  private final StringNode node = new StringNode();

  private Object lift(StringEncoding encoding, String hex, long units) {
    FakeGuest guest = new FakeGuest(encoding, 65_536);
    byte[] bytes = HexFormat.of().parseHex(hex);
    guest.memory().write(16, bytes, 0, bytes.length);
    return node.liftRange(guest.context(), 16, units);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF8, 68c3b6, 3, hö",
    "UTF16, 6800f600, 2, hö",
    "LATIN1_UTF16, 68f6, 2, hö",
    "LATIN1_UTF16, 6800f600, 2147483650, hö",
    "UTF16, 3cd870df, 2, \ud83c\udf70",
    "UTF16, feffffff, 2, \ufffe\uffff",
    "UTF16, fffe6100, 2, \ufeffa",
    "UTF8, efbbbf61, 4, \ufeffa",
  })
  void decodes(StringEncoding encoding, String hex, long units, String text) {
    assertEquals(text, lift(encoding, hex, units));
  }

  /** Allocating, decoding and encoding: a string of 100 MiB takes long for each. */
  @ParameterizedTest
  @CsvSource({"UTF8, 68c3b6, 3, 3", "UTF16, 6800f600, 2, 4", "LATIN1_UTF16, 68f6, 2, 2"})
  void theDeadlineHoldsMeanwhile(StringEncoding encoding, String hex, long units, long bytes) {
    FakeGuest guest = new FakeGuest(encoding, 65_536);
    guest.memory().write(16, HexFormat.of().parseHex(hex), 0, (int) bytes);
    assertEquals("hö", node.liftRange(guest.context(), 16, units));
    assertEquals(List.of(bytes, bytes), guest.watched);

    guest.watched.clear();
    node.lowerRange(guest.context(), "hö");
    boolean narrow = encoding == StringEncoding.LATIN1_UTF16;
    assertEquals(Collections.nCopies(narrow ? 3 : 2, 4L), guest.watched);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF8, c328, 2",
    "UTF8, c3, 1",
    "UTF8, c0af, 2",
    "UTF8, eda080, 3",
    "UTF8, f4908080, 4",
    "UTF8, fe, 1",
    "UTF16, 3cd8, 1",
    "UTF16, 70df3cd8, 2",
    "LATIN1_UTF16, 3cd8, 2147483649",
  })
  void trapsOnMalformedText(StringEncoding encoding, String hex, long units) {
    Trap trap = assertThrows(Trap.class, () -> lift(encoding, hex, units));
    Rule expected = encoding == StringEncoding.UTF8 ? Rule.INVALID_UTF8 : Rule.INVALID_UTF16;
    assertEquals(expected, assertInstanceOf(AbiTrap.class, trap).rule());
    assertTrue(trap.getMessage().endsWith(" bytes at 0x10"), trap.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"UTF8, 268435456", "UTF16, 134217728", "LATIN1_UTF16, 2281701376"})
  void trapsOnTooLongText(StringEncoding encoding, long units) {
    Trap trap = assertThrows(Trap.class, () -> lift(encoding, "", units));
    assertTrue(trap.getMessage().contains("longer than the canonical ABI"), trap.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "UTF8, hö, 68c3b6, 3",
    "UTF16, hö, 6800f600, 2",
    "LATIN1_UTF16, hö, 68f6, 2",
    "LATIN1_UTF16, h☃, 68000326, 2147483650",
    "UTF16, \ud83c\udf70, 3cd870df, 2",
  })
  void encodes(StringEncoding encoding, String text, String hex, long length) {
    FakeGuest guest = new FakeGuest(encoding, 65_536);
    RangeNode.Range range = node.lowerRange(guest.context(), text);
    byte[] expected = HexFormat.of().parseHex(hex);
    byte[] written = new byte[expected.length];
    guest.memory().read(range.address(), written, 0, written.length);
    assertArrayEquals(expected, written);
    assertEquals(length, range.length());
  }

  @Test
  void refusesALoneSurrogateOfTheHost() {
    FakeGuest guest = new FakeGuest(StringEncoding.UTF16, 65_536);
    assertThrows(ValueMismatch.class, () -> node.lowerRange(guest.context(), "a\ud83c"));
  }

  @Test
  void countsBytesBeforeItReads() {
    FakeGuest guest = new FakeGuest(StringEncoding.LATIN1_UTF16, 65_536);
    node.liftRange(guest.context(), 16, TAG | 20);
    assertEquals(40, guest.lifted);
  }
}
