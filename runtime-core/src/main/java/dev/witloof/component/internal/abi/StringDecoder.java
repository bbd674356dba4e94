package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.component.internal.abi.GuestString.Simple;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict decoding: malformed text traps. */
final class StringDecoder {
  private StringDecoder() {}

  /** {@code address} is where the bytes were, for messages. */
  static String decode(byte[] encoded, Simple encoding, long address) {
    return switch (encoding) {
      case LATIN1 -> latin1(encoded);
      case UTF8 -> utf8(encoded, address);
      case UTF16 -> utf16(encoded, address);
    };
  }

  private static String latin1(byte[] encoded) {
    return new String(encoded, StandardCharsets.ISO_8859_1);
  }

  private static String utf8(byte[] encoded, long address) {
    if (isAscii(encoded)) {
      return latin1(encoded);
    }
    try {
      // A new decoder reports malformed input; String's constructor would replace it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString();
    } catch (CharacterCodingException malformed) {
      throw new AbiTrap(Rule.INVALID_UTF8, encoded.length, address);
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** The JDK's UTF-16LE decoder takes U+FFFE for a byte order mark gone wrong. */
  private static String utf16(byte[] encoded, long address) {
    String text = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().toString();
    if (!isWellFormed(text)) {
      throw new AbiTrap(Rule.INVALID_UTF16, encoded.length, address);
    }
    return text;
  }

  /** Whether every surrogate has its partner. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
