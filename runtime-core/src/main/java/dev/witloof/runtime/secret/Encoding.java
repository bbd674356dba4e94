package dev.witloof.runtime.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** How a value may be written where it leaks by accident. */
enum Encoding {
  /** As it is; a space may be a plus, as in the query of a URL. */
  PLAIN {
    @Override
    byte fold(int b) {
      return (byte) (b == '+' ? ' ' : b);
    }

    @Override
    List<Pattern> patterns(byte[] value) {
      return List.of(new Pattern(value, 0, 0));
    }
  },

  /** Hexadecimal digits in whatever case. */
  HEX {
    @Override
    byte fold(int b) {
      return (byte) (b >= 'A' && b <= 'F' ? b + 'a' - 'A' : b);
    }

    @Override
    List<Pattern> patterns(byte[] value) {
      return List.of(
          new Pattern(HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII), 0, 0));
    }
  },

  /** Base64, standard or URL-safe, alone or somewhere in a longer text that was encoded. */
  BASE64 {
    @Override
    byte fold(int b) {
      return (byte) (b == '-' ? '+' : b == '_' ? '/' : b);
    }

    /** One for each number of bytes before it, modulo 3: the digits that hold nothing else. */
    @Override
    List<Pattern> patterns(byte[] value) {
      List<Pattern> all = new ArrayList<>();
      for (int before = 0; before < 3; before++) {
        byte[] shifted = new byte[before + value.length];
        System.arraycopy(value, 0, shifted, before, value.length);
        byte[] digits = Base64.getEncoder().withoutPadding().encode(shifted);
        int from = (before * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        all.add(
            new Pattern(
                Arrays.copyOfRange(digits, from, to),
                before == 0 ? 0 : 1,
                shifted.length * 8 % 6 == 0 ? 0 : 1));
      }
      return all;
    }
  };

  /**
   * What to look for.
   *
   * @param sharedBefore characters before it that hold a part of the value, and something else
   * @param sharedAfter characters after it that do
   */
  record Pattern(byte[] bytes, int sharedBefore, int sharedAfter) {}

  /** What a byte counts as. */
  abstract byte fold(int b);

  /** What a value looks like in this encoding. */
  abstract List<Pattern> patterns(byte[] value);

  byte[] foldTable() {
    byte[] table = new byte[256];
    for (int b = 0; b < table.length; b++) {
      table[b] = fold(b);
    }
    return table;
  }
}
