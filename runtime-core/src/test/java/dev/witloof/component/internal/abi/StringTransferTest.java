package dev.witloof.component.internal.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.abi.RangeNode.Range;
import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Strings from one guest to another, with the calls of the receiver's allocator that
 * CanonicalABI.md prescribes ("Storing", the {@code store_string} functions).
 */
class StringTransferTest {
  private static final int MEMORY = 65_536;
  private static final long SOURCE = 16;

  private final StringNode node = new StringNode();

  private Range transfer(FakeGuest target, StringEncoding encoding, String hex, long taggedUnits) {
    FakeGuest source = new FakeGuest(encoding, MEMORY, Peer.GUEST);
    byte[] bytes = HexFormat.of().parseHex(hex);
    source.memory().write(SOURCE, bytes, 0, bytes.length);
    return node.lowerRange(target.context(), node.liftRange(source.context(), SOURCE, taggedUnits));
  }

  /** {@code calls} are the size before, the alignment and the size wanted, call by call. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // store_string_copy
        "UTF8 | 68c3b6 | 3 | UTF8 | 68c3b6 | 3 | 0 1 3",
        "UTF16 | 6800f600 | 2 | UTF16 | 6800f600 | 2 | 0 2 4",
        "LATIN1_UTF16 | 68f6 | 2 | LATIN1_UTF16 | 68f6 | 2 | 0 2 2",
        "LATIN1_UTF16 | 68f6 | 2 | UTF16 | 6800f600 | 2 | 0 2 4",
        "LATIN1_UTF16 | 0326 | 2147483649 | UTF16 | 0326 | 1 | 0 2 2",
        "UTF8 | '' | 0 | UTF8 | '' | 0 | 0 1 0",
        // store_utf16_to_utf8
        "UTF16 | 68006900 | 2 | UTF8 | 6869 | 2 | 0 1 2",
        "UTF16 | 6800f600 | 2 | UTF8 | 68c3b6 | 3 | 0 1 2, 2 1 6, 6 1 3",
        "UTF16 | 03260326 | 2 | UTF8 | e29883e29883 | 6 | 0 1 2, 2 1 6",
        "UTF16 | 61003cd870df | 3 | UTF8 | 61f09f8db0 | 5 | 0 1 3, 3 1 9, 9 1 5",
        "LATIN1_UTF16 | 68000326 | 2147483650 | UTF8 | 68e29883 | 4 | 0 1 2, 2 1 6, 6 1 4",
        // store_latin1_to_utf8
        "LATIN1_UTF16 | 6869 | 2 | UTF8 | 6869 | 2 | 0 1 2",
        "LATIN1_UTF16 | 68f669 | 3 | UTF8 | 68c3b669 | 4 | 0 1 3, 3 1 6, 6 1 4",
        "LATIN1_UTF16 | f6 | 1 | UTF8 | c3b6 | 2 | 0 1 1, 1 1 2",
        // store_utf8_to_utf16
        "UTF8 | 6869 | 2 | UTF16 | 68006900 | 2 | 0 2 4",
        "UTF8 | 68c3b6 | 3 | UTF16 | 6800f600 | 2 | 0 2 6, 6 2 4",
        "UTF8 | f09f8db0 | 4 | UTF16 | 3cd870df | 2 | 0 2 8, 8 2 4",
        // store_string_to_latin1_or_utf16
        "UTF8 | 6869 | 2 | LATIN1_UTF16 | 6869 | 2 | 0 2 2",
        "UTF8 | 68c3b6 | 3 | LATIN1_UTF16 | 68f6 | 2 | 0 2 3, 3 2 2",
        "UTF8 | 68c3b6e29883 | 6 | LATIN1_UTF16 | 6800f6000326 | 2147483651 | 0 2 6, 6 2 12, 12 2 6",
        "UTF16 | 6800f600 | 2 | LATIN1_UTF16 | 68f6 | 2 | 0 2 2",
        "UTF16 | 68000326 | 2 | LATIN1_UTF16 | 68000326 | 2147483650 | 0 2 2, 2 2 4",
        // store_probably_utf16_to_latin1_or_utf16
        "LATIN1_UTF16 | 68000326 | 2147483650 | LATIN1_UTF16 | 68000326 | 2147483650 | 0 2 4",
        "LATIN1_UTF16 | 6800f600 | 2147483650 | LATIN1_UTF16 | 68f6 | 2 | 0 2 4, 4 2 2",
      })
  void allocatesAsPrescribed(
      StringEncoding from,
      String hex,
      long units,
      StringEncoding to,
      String expected,
      long length,
      String calls) {
    FakeGuest target = new FakeGuest(to, MEMORY, Peer.GUEST);

    Range range = transfer(target, from, hex, units);

    byte[] written = new byte[expected.length() / 2];
    target.memory().read(range.address(), written, 0, written.length);
    assertEquals(expected, HexFormat.of().formatHex(written));
    assertEquals(length, range.length());
    assertEquals(
        calls,
        target.calls.stream()
            .map(call -> call.get(1) + " " + call.get(2) + " " + call.get(3))
            .collect(Collectors.joining(", ")));
  }

  /** Each call but the first hands over the block that the one before returned. */
  @Test
  void handsOverTheBlockThatItGot() {
    FakeGuest target = new FakeGuest(StringEncoding.UTF8, MEMORY, Peer.GUEST);

    Range range = transfer(target, StringEncoding.UTF16, "6800f600", 2);

    List<Long> blocks = target.calls.stream().map(call -> call.get(0)).toList();
    assertEquals(List.of(0L, 64L, 66L), blocks);
    assertEquals(72, range.address());
  }

  /** Random text through every pair of encodings, there and back. */
  @Test
  void keepsTheText() {
    Random random = new Random(4);
    for (StringEncoding from : StringEncoding.values()) {
      for (StringEncoding to : StringEncoding.values()) {
        for (int i = 0; i < 200; i++) {
          String text = text(random);
          FakeGuest source = new FakeGuest(from, MEMORY, Peer.GUEST);
          FakeGuest target = new FakeGuest(to, MEMORY, Peer.GUEST);
          Range there = node.lowerRange(source.context(), text);
          Object carried = node.liftRange(source.context(), there.address(), there.length());
          Range here = node.lowerRange(target.context(), carried);
          GuestString seen =
              (GuestString) node.liftRange(target.context(), here.address(), here.length());
          assertEquals(text, seen.text(), from + " to " + to);
        }
      }
    }
  }

  private static String text(Random random) {
    int[] bounds = {0x80, 0x100, 0xD800, 0x110000};
    int bound = bounds[random.nextInt(bounds.length)];
    return random
        .ints(random.nextInt(12), 0, bound)
        .filter(point -> point < 0xD800 || point > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
