package dev.witloof.runtime.secret;

import java.util.Arrays;

/**
 * A text as the bytes that it may stand for, with the place in the text that each byte comes from:
 * as it is, percent-decoded, or with backslash escapes undone.
 */
final class View {
  private final String text;
  private byte[] bytes;
  private int[] starts;
  private int size;

  private View(String text) {
    this.text = text;
    bytes = new byte[text.length() + 4];
    starts = new int[text.length() + 4];
  }

  /** UTF-8. */
  static View plain(String text) {
    View view = new View(text);
    int at = 0;
    while (at < text.length()) {
      at = view.character(at);
    }
    return view;
  }

  /** UTF-8 with {@code %XX} decoded, in whatever case. */
  static View percentDecoded(String text) {
    View view = new View(text);
    int at = 0;
    while (at < text.length()) {
      int code = text.charAt(at) == '%' ? view.hex(at + 1, 2) : -1;
      if (code >= 0) {
        view.put((byte) code, at);
        at += 3;
      } else {
        at = view.character(at);
      }
    }
    return view;
  }

  /** UTF-8 with the escapes of JSON, and {@code \xXX}, undone. */
  static View unescaped(String text) {
    View view = new View(text);
    int at = 0;
    while (at < text.length()) {
      at = text.charAt(at) == '\\' ? view.escape(at) : view.character(at);
    }
    return view;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** The index in the text at which the byte of an index begins; the text's length at the end. */
  int start(int index) {
    return index < size ? starts[index] : text.length();
  }

  private int escape(int at) {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
    int code = digits > 0 ? hex(at + 2, digits) : named(kind);
    if (code < 0) {
      return character(at);
    }
    int end = at + 2 + digits;
    if (Character.isHighSurrogate((char) code) && text.startsWith("\\u", end)) {
      int low = hex(end + 2, 4);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        code = Character.toCodePoint((char) code, (char) low);
        end += 6;
      }
    }
    if (digits == 2) {
      put((byte) code, at);
    } else {
      codePoint(code, at);
    }
    return end;
  }

  private static int named(char kind) {
    return switch (kind) {
      case '"', '\'', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  /** The number that so many hexadecimal digits are; -1 when they are not there. */
  private int hex(int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * 16 + digit;
    }
    return number;
  }

  private int character(int at) {
    int codePoint = text.codePointAt(at);
    codePoint(codePoint, at);
    return at + Character.charCount(codePoint);
  }

  private void codePoint(int code, int at) {
    if (code < 0x80) {
      put((byte) code, at);
    } else if (code < 0x800) {
      put((byte) (0xc0 | code >> 6), at);
      put(tail(code), at);
    } else if (code < 0x10000) {
      put((byte) (0xe0 | code >> 12), at);
      put(tail(code >> 6), at);
      put(tail(code), at);
    } else {
      put((byte) (0xf0 | code >> 18), at);
      put(tail(code >> 12), at);
      put(tail(code >> 6), at);
      put(tail(code), at);
    }
  }

  private static byte tail(int bits) {
    return (byte) (0x80 | bits & 0x3f);
  }

  private void put(byte value, int at) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
    }
    bytes[size] = value;
    starts[size++] = at;
  }
}
