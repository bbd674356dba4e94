package dev.witloof.engine.internal.binary;

import dev.witloof.engine.InvalidModule;
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
      throw invalid("unexpected end");
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
    int result = 0;
    for (int shift = 0; ; shift += 7) {
      int b = u8();
      if (shift == 28 && (b & 0xf0) != 0) {
        throw invalid("number does not fit an unsigned 32-bit integer");
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
    long result = 0;
    for (int shift = 0; ; shift += 7) {
      int b = u8();
      if (shift == 63 && (b & 0xfe) != 0) {
        throw invalid("number does not fit an unsigned 64-bit integer");
      }
      result |= (long) (b & 0x7f) << shift;
      if ((b & 0x80) == 0) {
        return result;
      }
    }
  }

  /** A signed LEB128 number of at most {@code bits} bits: 32, 33 or 64. */
  public long signed(int bits) {
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
          throw invalid("number does not fit a signed " + bits + "-bit integer");
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
    long count = u32AsLong();
    if (count > limit) {
      throw invalid(count + " " + what + "; the limit is " + limit);
    }
    if (count > remaining()) {
      throw invalid(count + " " + what + " announced, but only " + remaining() + " bytes follow");
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
      throw invalid("name is not valid UTF-8");
    }
  }

  /** A byte length that the rest of this range can hold. */
  public int length(String what, int limit) {
    long length = u32AsLong();
    if (length > limit) {
      throw invalid(what + " of " + length + " bytes; the limit is " + limit);
    }
    if (length > remaining()) {
      throw invalid(
          what + " of " + length + " bytes announced, but only " + remaining() + " bytes follow");
    }
    return (int) length;
  }

  public void skip(int count) {
    if (count > remaining()) {
      throw invalid("unexpected end");
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
      throw invalid(what + " has " + remaining() + " bytes too many");
    }
  }

  public InvalidModule invalid(String message) {
    return invalidAt(position, message);
  }

  public InvalidModule invalidAt(int offset, String message) {
    return new InvalidModule(message + " (at byte 0x" + Integer.toHexString(offset) + ")");
  }
}
