package dev.witloof.engine.internal.binary;

import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over a range of a module's bytes. Every read is bounds-checked and every LEB128 number
 * must fit its type (core specification, 5.2); a violation throws {@link InvalidModule} with the
 * byte offset.
 */
public final class WasmInput {
  private final byte[] bytes;
  private final int end;
  private int position;

  public WasmInput(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  public int position() {
    return position;
  }

  public int end() {
    return end;
  }

  public int remaining() {
    return end - position;
  }

  public boolean hasMore() {
    return position < end;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The unsigned byte at the cursor, which stays where it is. */
  public int peek() {
    if (position >= end) {
      throw unexpectedEnd();
    }
    return bytes[position] & 0xff;
  }

  public int u8() {
    int value = peek();
    position++;
    return value;
  }

  /** A u32, as the int with the same bits. */
  public int u32() {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    return longU32();
  }

  private int longU32() {
    int result = 0;
    for (int shift = 0; ; shift += 7) {
      int b = u8();
      if (shift == 28 && (b & 0xf0) != 0) {
        throw tooLong(b, "an unsigned 32-bit");
      }
      result |= (b & 0x7f) << shift;
      if ((b & 0x80) == 0) {
        return result;
      }
    }
  }

  /** A u32 as a non-negative long. */
  public long u32AsLong() {
    return Integer.toUnsignedLong(u32());
  }

  /** A u64, as the long with the same bits. */
  public long u64() {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    return longU64();
  }

  private long longU64() {
    long result = 0;
    for (int shift = 0; ; shift += 7) {
      int b = u8();
      if (shift == 63 && (b & 0xfe) != 0) {
        throw tooLong(b, "an unsigned 64-bit");
      }
      result |= (long) (b & 0x7f) << shift;
      if ((b & 0x80) == 0) {
        return result;
      }
    }
  }

  /** A signed LEB128 number of at most {@code bits} bits: 32, 33 or 64. */
  public long signed(int bits) {
    if (position < end && bytes[position] >= 0) {
      return (long) bytes[position++] << 57 >> 57;
    }
    return longSigned(bits);
  }

  private long longSigned(int bits) {
    long result = 0;
    int shift = 0;
    int b;
    do {
      b = u8();
      int left = bits - shift;
      if (left < 7) {
        // The last byte: unused bits must repeat the sign, and no byte may follow.
        int unused = (b & 0x7f) >> (left - 1);
        if ((b & 0x80) != 0 || unused != 0 && unused != (0x7f >> (left - 1))) {
          throw tooLong(b, "a signed " + bits + "-bit");
        }
      }
      result |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while ((b & 0x80) != 0);
    return shift < 64 && (b & 0x40) != 0 ? result | -1L << shift : result;
  }

  /**
   * The count of a vector, at most {@code limit} and no more than the bytes left could hold.
   *
   * @param what the plural of what is counted, for the message
   */
  public int count(String what, int limit) {
    int at = position;
    long count = u32AsLong();
    if (count > remaining()) {
      throw malformedAt(
          at,
          "unexpected end of section or function: length out of bounds: "
              + count
              + " "
              + what
              + " announced, but only "
              + remaining()
              + " bytes follow");
    }
    if (count > limit) {
      throw limitAt(at, count + " " + what + "; the limit is " + limit);
    }
    return (int) count;
  }

  /** A name: strict UTF-8. */
  public String name() {
    int length = length("name", ModuleLimits.NAME_BYTES);
    try {
      String name =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, position, length))
              .toString();
      position += length;
      return name;
    } catch (CharacterCodingException e) {
      throw malformed("malformed UTF-8 encoding of a name");
    }
  }

  /** A byte length that the rest of this range can hold. */
  public int length(String what, int limit) {
    int at = position;
    long length = u32AsLong();
    if (length > remaining()) {
      throw malformedAt(
          at,
          "unexpected end of section or function: length out of bounds: "
              + what
              + " of "
              + length
              + " bytes announced, but only "
              + remaining()
              + " bytes follow");
    }
    if (length > limit) {
      throw limitAt(at, what + " of " + length + " bytes; the limit is " + limit);
    }
    return (int) length;
  }

  public void skip(int count) {
    if (count > remaining()) {
      throw unexpectedEnd();
    }
    position += count;
  }

  /** A cursor over the next {@code length} bytes; this cursor moves behind them. */
  public WasmInput slice(int length) {
    int start = position;
    skip(length);
    return new WasmInput(bytes, start, start + length);
  }

  /** Throws unless everything has been read. */
  public void expectEnd(String what) {
    if (hasMore()) {
      throw malformed("section size mismatch: " + what + " has " + remaining() + " bytes too many");
    }
  }

  private InvalidModule unexpectedEnd() {
    return malformed("unexpected end of section or function");
  }

  /** A number has more bytes than its type allows, or bits that its type has not. */
  private InvalidModule tooLong(int lastByte, String type) {
    String fault = (lastByte & 0x80) != 0 ? "integer representation too long" : "integer too large";
    return malformed(fault + " for " + type + " integer");
  }

  /** The bytes at the cursor do not follow the binary format. */
  public InvalidModule malformed(String message) {
    return malformedAt(position, message);
  }

  public InvalidModule malformedAt(int offset, String message) {
    return new InvalidModule(Kind.MALFORMED, offset, message);
  }

  /** What was read last breaks a validation rule. */
  public InvalidModule invalid(String message) {
    return invalidAt(position, message);
  }

  public InvalidModule invalidAt(int offset, String message) {
    return new InvalidModule(Kind.INVALID, offset, message);
  }

  /** A proposal is needed that the engine does not support. */
  public InvalidModule unsupported(String proposal) {
    return unsupportedAt(position, proposal);
  }

  public InvalidModule unsupportedAt(int offset, String proposal) {
    return new InvalidModule(Kind.UNSUPPORTED, offset, ValueTypes.refusal(proposal));
  }

  public InvalidModule limitAt(int offset, String message) {
    return new InvalidModule(Kind.LIMIT, offset, message);
  }
}
