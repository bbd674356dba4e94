package dev.witloof.connector.internal.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ways to look at text agree with the JDK's strict decoder. */
class Utf8Test {

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Looks at the text within other bytes, which are no part of it. */
  private static void check(byte[] text, int before) {
    byte[] around = new byte[before + text.length + 40];
    Arrays.fill(around, (byte) 0xBF);
    System.arraycopy(text, 0, around, before, text.length);
    boolean expected = decodes(text);
    String shown = HexFormat.of().formatHex(text);
    assertEquals(expected, Utf8.isValid(around, before, before + text.length), shown);
    assertEquals(expected, Utf8.firstInvalid(around, before, before + text.length) < 0, shown);
  }

  @Test
  void everyPairOfBytesBeforeContinuations() {
    byte[] text = new byte[4];
    for (int pair = 0; pair < 1 << 16; pair++) {
      text[0] = (byte) (pair >> 8);
      text[1] = (byte) pair;
      for (int more = 0; more <= 2; more++) {
        Arrays.fill(text, 2, 4, (byte) 0x80);
        check(Arrays.copyOf(text, 2 + more), 3);
      }
    }
  }

  @Test
  void mixedTextDamagedAnywhere() {
    Random random = new Random(8);
    String[] pieces = {"a", "plain ascii text of some length, ", "é", "☃", "🦊", "\uFFFD", "\0"};
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      check(bytes, round % 9);
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        check(bytes, round % 9);
        check(Arrays.copyOf(bytes, random.nextInt(bytes.length)), round % 9);
      }
    }
  }

  @Test
  void whereTheFirstFaultIs() {
    byte[] text = ("x".repeat(70) + "é☃").getBytes(StandardCharsets.UTF_8);
    text[73] = 'y';
    assertEquals(72, Utf8.firstInvalid(text, 0, text.length));
    assertEquals(-1, Utf8.firstInvalid(text, 0, 72));
  }
}
