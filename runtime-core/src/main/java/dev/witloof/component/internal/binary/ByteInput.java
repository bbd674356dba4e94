package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** A bounds-checked cursor over a range of the component's bytes. */
final class ByteInput {
  private final byte[] bytes;
  private final int end;
  private int position;

  ByteInput(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  int position() {
    return position;
  }

  boolean hasMore() {
    return position < end;
  }

  int u8(String what) {
    if (position >= end) {
      throw unexpectedEnd(position, "while reading " + what);
    }
    return bytes[position++] & 0xff;
  }

  /** Unsigned LEB128 of 32 bits. */
  int u32(String what) {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = u8(what);
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if (value > 0xffffffffL) {
          throw new InvalidComponent(
              Kind.MALFORMED, start, "integer too large: " + what + " exceeds 32 bits");
        }
        return (int) value;
      }
    }
    throw new InvalidComponent(
        Kind.MALFORMED, start, "integer representation too long: " + what + " exceeds 5 bytes");
  }

  /** An index into an index space: no space has 2³¹ entries. */
  int index(String what) {
    int start = position;
    int value = u32(what);
    if (value < 0) {
      throw new InvalidComponent(
          Kind.INVALID, start, what + " out of bounds: " + Integer.toUnsignedString(value));
    }
    return value;
  }

  /** Signed LEB128 of 33 bits: an index, or a negative code. */
  long s33(String what) {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = u8(what);
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if ((b & 0x40) != 0) {
          value |= -1L << (shift + 7);
        }
        if (value < -(1L << 32) || value >= 1L << 32) {
          throw new InvalidComponent(
              Kind.MALFORMED, start, "integer too large: " + what + " exceeds 33 bits");
        }
        return value;
      }
    }
    throw new InvalidComponent(
        Kind.MALFORMED, start, "integer representation too long: " + what + " exceeds 5 bytes");
  }

  /** The count of a vector; each entry takes at least a byte, so a larger count is a lie. */
  int count(String what) {
    int start = position;
    long count = Integer.toUnsignedLong(u32("the number of " + what));
    if (count > end - position) {
      throw unexpectedEnd(
          start, count + " " + what + " announced, " + (end - position) + " bytes left");
    }
    if (count > ComponentLimits.VECTOR) {
      throw new InvalidComponent(
          Kind.LIMIT, start, count + " " + what + " exceed the limit of " + ComponentLimits.VECTOR);
    }
    return (int) count;
  }

  <T> List<T> vector(String what, Supplier<T> entry) {
    int count = count(what);
    List<T> entries = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      entries.add(entry.get());
    }
    return entries;
  }

  /** Strict UTF-8. */
  String name(String what) {
    int start = position;
    int length = length(what);
    if (length > ComponentLimits.NAME_BYTES) {
      throw new InvalidComponent(
          Kind.LIMIT,
          start,
          what + " of " + length + " bytes exceeds the limit of " + ComponentLimits.NAME_BYTES);
    }
    try {
      String name =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, position, length))
              .toString();
      position += length;
      return name;
    } catch (CharacterCodingException e) {
      throw new InvalidComponent(Kind.MALFORMED, start, "malformed UTF-8 encoding in " + what);
    }
  }

  /** Skips bytes preceded by their length and gives a reader for them. */
  ByteInput sized(String what) {
    int length = length(what);
    ByteInput part = new ByteInput(bytes, position, position + length);
    position += length;
    return part;
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return rest;
  }

  /** {@code 0x00} for no, {@code 0x01} for yes. */
  boolean flag(String what) {
    int start = position;
    int b = u8(what);
    if (b > 1) {
      throw new InvalidComponent(
          Kind.MALFORMED, start, "invalid boolean value 0x" + hex(b) + " for " + what);
    }
    return b == 1;
  }

  /** {@code <T>?}: whether a {@code T} follows. */
  boolean optional(String what) {
    int start = position;
    int b = u8(what);
    if (b > 1) {
      throw leadingByte(b, what, start);
    }
    return b == 1;
  }

  void expect(int expected, String what) {
    int start = position;
    int b = u8(what);
    if (b != expected) {
      throw leadingByte(b, what, start);
    }
  }

  /** The fault of a byte that stands for no alternative of {@code what}. */
  static InvalidComponent leadingByte(int code, String what, int offset) {
    return new InvalidComponent(
        Kind.MALFORMED, offset, "invalid leading byte (0x" + hex(code) + ") for " + what);
  }

  void expectEnd(String what) {
    if (position != end) {
      throw malformed(
          "section size mismatch: unexpected data at the end of the section, "
              + (end - position)
              + " bytes after "
              + what);
    }
  }

  /** Where the file ends, it was cut short; where a section ends, its sizes contradict. */
  private InvalidComponent unexpectedEnd(int offset, String how) {
    String where =
        end == bytes.length ? "unexpected end-of-file" : "unexpected end-of-file within a section";
    String remedy = end == bytes.length ? "; it seems truncated: fetch or build it again" : "";
    return new InvalidComponent(Kind.MALFORMED, offset, where + ": " + how + remedy);
  }

  private InvalidComponent malformed(String message) {
    return new InvalidComponent(Kind.MALFORMED, position, message);
  }

  static String hex(int b) {
    return Integer.toHexString(b);
  }

  private int length(String what) {
    int start = position;
    long length = Integer.toUnsignedLong(u32("the length of " + what));
    if (length > end - position) {
      throw unexpectedEnd(
          start, what + " of " + length + " bytes, " + (end - position) + " bytes left");
    }
    return (int) length;
  }
}
