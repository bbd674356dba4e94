package dev.witloof.component.internal.abi;

import dev.witloof.component.internal.abi.RangeNode.Range;
import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Lowers one string with exactly the calls of the guest's allocator, and exactly the writes between
 * them, that CanonicalABI.md gives for the encodings on both sides ("Storing", {@code
 * store_string_into_range}).
 */
final class StringLowering {
  private final LiftLowerContext cx;
  private final String text;
  private final GuestString source;

  StringLowering(LiftLowerContext cx, GuestString source) {
    this.cx = cx;
    this.text = source.text();
    this.source = source;
  }

  /** A string of the host, which counts as being of the guest's own encoding. */
  static Range lowerHostString(LiftLowerContext cx, String text) {
    if (!watched(cx, text, () -> StringDecoder.isWellFormed(text))) {
      throw new ValueMismatch("the string holds a surrogate without its partner");
    }
    // No encoding takes fewer bytes than there are characters.
    if (text.length() > RangeNode.MAX_BYTES) {
      throw tooLong(text.length());
    }
    StringEncoding encoding = cx.encoding();
    boolean tagged =
        encoding == StringEncoding.LATIN1_UTF16 && latin1Prefix(cx, text) < text.length();
    byte[] encoded =
        switch (encoding) {
          case UTF8 -> utf8(cx, text);
          case UTF16 -> utf16(cx, text);
          case LATIN1_UTF16 -> tagged ? utf16(cx, text) : latin1(cx, text);
        };
    if (encoded.length > RangeNode.MAX_BYTES) {
      throw tooLong(encoded.length);
    }
    int units = encoding == StringEncoding.UTF8 ? encoded.length : text.length();
    long address = copy(cx, encoded, encoding == StringEncoding.UTF8 ? 1 : 2);
    return new Range(address, tagged ? units | StringNode.UTF16_TAG : units);
  }

  private static ValueMismatch tooLong(long bytes) {
    return new ValueMismatch("a string of " + bytes + " bytes is too long");
  }

  Range lower() {
    return switch (cx.encoding()) {
      case UTF8 ->
          switch (source.simpleEncoding()) {
            case UTF8 -> copied(utf8(cx, text), 1);
            case UTF16 -> toUtf8(3L * source.codeUnits());
            case LATIN1 -> toUtf8(2L * source.codeUnits());
          };
      case UTF16 ->
          switch (source.simpleEncoding()) {
            case UTF8 -> utf8ToUtf16();
            case UTF16, LATIN1 -> copied(utf16(cx, text), 2);
          };
      case LATIN1_UTF16 -> {
        if (source.encoding() != StringEncoding.LATIN1_UTF16) {
          yield toLatin1OrUtf16();
        }
        yield source.tagged() ? probablyUtf16ToLatin1OrUtf16() : copied(latin1(cx, text), 2);
      }
    };
  }

  /** {@code store_string_copy}. */
  private Range copied(byte[] encoded, int alignment) {
    return new Range(copy(cx, encoded, alignment), source.codeUnits());
  }

  private static long copy(LiftLowerContext cx, byte[] encoded, int alignment) {
    long address = cx.allocate(Allocation.STRING, alignment, encoded.length);
    cx.memory().write(address, encoded, 0, encoded.length);
    return address;
  }

  /** {@code store_string_to_utf8}: as ASCII first, with room for the worst from the first other. */
  private Range toUtf8(long worstSize) {
    int units = source.codeUnits();
    long address = cx.allocate(Allocation.STRING, 1, units);
    int ascii = asciiPrefix(cx, text);
    byte[] encoded = utf8(cx, text);
    cx.memory().write(address, encoded, 0, ascii);
    if (ascii == text.length()) {
      return new Range(address, units);
    }
    address = cx.reallocate(Allocation.STRING, address, units, 1, worstSize);
    cx.memory().write(address + ascii, encoded, ascii, encoded.length - ascii);
    if (worstSize > encoded.length) {
      address = cx.reallocate(Allocation.STRING, address, worstSize, 1, encoded.length);
    }
    return new Range(address, encoded.length);
  }

  /** {@code store_utf8_to_utf16}. */
  private Range utf8ToUtf16() {
    long worstSize = 2L * source.codeUnits();
    long address = cx.allocate(Allocation.STRING, 2, worstSize);
    byte[] encoded = utf16(cx, text);
    cx.memory().write(address, encoded, 0, encoded.length);
    if (encoded.length < worstSize) {
      address = cx.reallocate(Allocation.STRING, address, worstSize, 2, encoded.length);
    }
    return new Range(address, text.length());
  }

  /** {@code store_string_to_latin1_or_utf16}: as latin1 first, inflated at the first other. */
  private Range toLatin1OrUtf16() {
    int units = source.codeUnits();
    long address = cx.allocate(Allocation.STRING, 2, units);
    int narrow = latin1Prefix(cx, text);
    cx.memory().write(address, latin1(cx, text.substring(0, narrow)), 0, narrow);
    if (narrow == text.length()) {
      if (narrow < units) {
        address = cx.reallocate(Allocation.STRING, address, units, 2, narrow);
      }
      return new Range(address, narrow);
    }
    long worstSize = 2L * units;
    address = cx.reallocate(Allocation.STRING, address, units, 2, worstSize);
    inflate(address, narrow);
    byte[] encoded = utf16(cx, text);
    cx.memory().write(address + 2L * narrow, encoded, 2 * narrow, encoded.length - 2 * narrow);
    if (worstSize > encoded.length) {
      address = cx.reallocate(Allocation.STRING, address, worstSize, 2, encoded.length);
    }
    return new Range(address, text.length() | StringNode.UTF16_TAG);
  }

  /**
   * {@code store_probably_utf16_to_latin1_or_utf16}: as utf16 first, deflated if it can be. The
   * specification shrinks the block with an alignment of 1; this asks for the 2 that a latin1+utf16
   * string must have to be lifted again, as wasmtime does.
   */
  private Range probablyUtf16ToLatin1OrUtf16() {
    byte[] encoded = utf16(cx, text);
    long address = copy(cx, encoded, 2);
    int units = text.length();
    if (latin1Prefix(cx, text) < units) {
      return new Range(address, units | StringNode.UTF16_TAG);
    }
    cx.memory().write(address, latin1(cx, text), 0, units);
    address = cx.reallocate(Allocation.STRING, address, encoded.length, 2, units);
    return new Range(address, units);
  }

  /** Widens {@code length} bytes in place; what they are after the guest moved them is its word. */
  private void inflate(long address, int length) {
    byte[] narrow = cx.copy(address, length);
    byte[] wide = cx.meter().watched(2L * length, () -> widened(narrow));
    cx.memory().write(address, wide, 0, wide.length);
  }

  private static byte[] widened(byte[] narrow) {
    byte[] wide = new byte[2 * narrow.length];
    for (int i = 0; i < narrow.length; i++) {
      wide[2 * i] = narrow[i];
    }
    return wide;
  }

  private static int asciiPrefix(LiftLowerContext cx, String text) {
    return watched(cx, text, () -> prefixBelow(text, 0x80));
  }

  private static int latin1Prefix(LiftLowerContext cx, String text) {
    return watched(cx, text, () -> prefixBelow(text, 0x100));
  }

  private static int prefixBelow(String text, int bound) {
    int length = 0;
    while (length < text.length() && text.charAt(length) < bound) {
      length++;
    }
    return length;
  }

  private static byte[] utf8(LiftLowerContext cx, String text) {
    return watched(cx, text, () -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] latin1(LiftLowerContext cx, String text) {
    return watched(cx, text, () -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] utf16(LiftLowerContext cx, String text) {
    return watched(cx, text, () -> utf16(text));
  }

  private static byte[] utf16(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }

  private static <T> T watched(LiftLowerContext cx, String text, Supplier<T> work) {
    return cx.meter().watched((long) Character.BYTES * text.length(), work);
  }
}
