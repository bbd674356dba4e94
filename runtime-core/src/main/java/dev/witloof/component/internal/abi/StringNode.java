package dev.witloof.component.internal.abi;

import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * string in the three encodings of the canonical ABI. Decoding is strict: malformed text traps.
 * Lowering encodes on the host and asks the guest for exactly the bytes needed, which is what the
 * specification does for a source of the same encoding.
 */
final class StringNode extends RangeNode {
  private static final long STRING = 48;

  /** Set in the length of a latin1+utf16 string that is utf16. */
  private static final long UTF16_TAG = 1L << 31;

  StringNode() {
    super(STRING);
  }

  @Override
  Object liftRange(LiftLowerContext cx, long address, long taggedUnits) {
    return switch (cx.encoding()) {
      case UTF8 -> lift(cx, address, taggedUnits, 1, StandardCharsets.UTF_8);
      case UTF16 -> lift(cx, address, 2 * taggedUnits, 2, StandardCharsets.UTF_16LE);
      case LATIN1_UTF16 ->
          (taggedUnits & UTF16_TAG) != 0
              ? lift(cx, address, 2 * (taggedUnits ^ UTF16_TAG), 2, StandardCharsets.UTF_16LE)
              : lift(cx, address, taggedUnits, 2, StandardCharsets.ISO_8859_1);
    };
  }

  private static String lift(
      LiftLowerContext cx, long address, long bytes, int alignment, Charset charset) {
    if (bytes > MAX_BYTES) {
      throw AbiTrap.STRING_TOO_LONG.with(bytes, MAX_BYTES);
    }
    if (address % alignment != 0) {
      throw AbiTrap.STRING_MISALIGNED.with(address, alignment);
    }
    if (!cx.inBounds(address, bytes)) {
      throw AbiTrap.STRING_OUT_OF_BOUNDS.with(address, bytes, cx.memory().size());
    }
    if (bytes == 0) {
      return "";
    }
    cx.meter().lifted(bytes);
    byte[] encoded = new byte[(int) bytes];
    cx.memory().read(address, encoded, 0, encoded.length);
    try {
      return decode(encoded, charset);
    } catch (CharacterCodingException malformed) {
      throw AbiTrap.STRING_MALFORMED.with(address, charset.name());
    }
  }

  private static String decode(byte[] encoded, Charset charset) throws CharacterCodingException {
    if (charset == StandardCharsets.ISO_8859_1
        || (charset == StandardCharsets.UTF_8 && isAscii(encoded))) {
      return new String(encoded, StandardCharsets.ISO_8859_1);
    }
    // A new decoder reports malformed input; String's constructor would replace it.
    return charset.newDecoder().decode(ByteBuffer.wrap(encoded)).toString();
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  Range lowerRange(LiftLowerContext cx, Object value) {
    if (!(value instanceof String string)) {
      throw ValueMismatch.expected("string (String)", value);
    }
    StringEncoding encoding = cx.encoding();
    if (encoding == StringEncoding.UTF8) {
      byte[] bytes = encode(string, StandardCharsets.UTF_8);
      return new Range(write(cx, bytes, 1), bytes.length);
    }
    if (encoding == StringEncoding.LATIN1_UTF16
        && string.chars().allMatch(character -> character <= 0xFF)) {
      byte[] bytes = encode(string, StandardCharsets.ISO_8859_1);
      return new Range(write(cx, bytes, 2), bytes.length);
    }
    byte[] bytes = encode(string, StandardCharsets.UTF_16LE);
    long units = bytes.length / 2;
    return new Range(
        write(cx, bytes, 2), encoding == StringEncoding.UTF16 ? units : units | UTF16_TAG);
  }

  private static byte[] encode(String string, Charset charset) {
    // Three bytes a character is the most that any of the charsets takes.
    if (string.length() > MAX_BYTES) {
      throw new ValueMismatch("a string of " + string.length() + " characters is too long");
    }
    try {
      ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(string));
      if (encoded.remaining() > MAX_BYTES) {
        throw new ValueMismatch("a string of " + encoded.remaining() + " bytes is too long");
      }
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException loneSurrogate) {
      throw new ValueMismatch("the string holds a surrogate without its partner");
    }
  }

  private static long write(LiftLowerContext cx, byte[] bytes, int alignment) {
    long address = cx.allocate(alignment, bytes.length);
    cx.memory().write(address, bytes, 0, bytes.length);
    return address;
  }
}
