package dev.witloof.runtime.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text as the bytes that it may stand for, with the place in the text that each byte comes from:
 * as it is, percent-decoded, or with backslash escapes undone.
 */
final class View {
  /** What whoever cuts a text puts in the place of the rest. */
  static final char CUT = '…';

  /** More than the beginning of an escape takes. */
  private static final int LONGEST_BEGINNING = 12;

  private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]?");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(u[0-9A-Fa-f]{0,3}|x[0-9A-Fa-f]?|u[dD][89ABab][0-9A-Fa-f]{2}(\\\\(u[0-9A-Fa-f]{0,3})?)?)?");

  private final String text;
  private final List<Cut> cuts = new ArrayList<>();
  private byte[] bytes;
  private int[] starts;
  private int size;

  /** The next place, from where the reading is, that the text is cut at. */
  private int nextCut = -1;

  private View(String text) {
    this.text = text;
    bytes = new byte[text.length() + 4];
    starts = new int[text.length() + 4];
  }

  /**
   * Where the text is cut: at a {@link #CUT}, and at its end. What comes before it may be the
   * beginning of something.
   *
   * @param index of the byte before which it is cut; the beginning of an escape is not among those
   *     before
   * @param at index in the text
   */
  record Cut(int index, int at) {}

  /** How one character or escape is read. */
  private interface Reader {
    /** Puts what begins at a place, and gives the place after it. */
    int read(int at);
  }

  /** UTF-8. */
  static View plain(String text) {
    View view = new View(text);
    view.read(view::character, PERCENT, '\0');
    return view;
  }

  /** UTF-8 with {@code %XX} decoded, in whatever case. */
  static View percentDecoded(String text) {
    View view = new View(text);
    view.read(view::percent, PERCENT, '%');
    return view;
  }

  /** UTF-8 with the escapes of JSON, and {@code \xXX}, undone. */
  static View unescaped(String text) {
    View view = new View(text);
    view.read(view::escape, ESCAPE, '\\');
    return view;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Where the text is cut, in order; the last is its end. */
  List<Cut> cuts() {
    return cuts;
  }

  /** The index in the text at which the byte of an index begins; the text's length at the end. */
  int start(int index) {
    return index < size ? starts[index] : text.length();
  }

  /**
   * Reads all of the text.
   *
   * @param beginning of what begins with {@code mark}
   */
  private void read(Reader reader, Pattern beginning, char mark) {
    int at = 0;
    boolean within = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (at > nextCut || nextCut < 0) {
        nextCut = cutFrom(at);
        within = false;
      }
      if (!within
          && (at == nextCut
              || (c == mark || Character.isHighSurrogate(c)) && begins(at, beginning))) {
        cuts.add(new Cut(size, nextCut));
        within = true;
      }
      at = reader.read(at);
    }
    if (!within || nextCut != text.length()) {
      cuts.add(new Cut(size, text.length()));
    }
  }

  private int cutFrom(int at) {
    int cut = text.indexOf(CUT, at);
    return cut < 0 ? text.length() : cut;
  }

  /** Whether what begins here is cut off before it is complete. */
  private boolean begins(int at, Pattern beginning) {
    int length = nextCut - at;
    return length == 1 && Character.isHighSurrogate(text.charAt(at))
        || length <= LONGEST_BEGINNING && beginning.matcher(text).region(at, nextCut).matches();
  }

  private int percent(int at) {
    int code = text.charAt(at) == '%' ? hex(at + 1, 2) : -1;
    if (code < 0) {
      return character(at);
    }
    put((byte) code, at);
    return at + 3;
  }

  private int escape(int at) {
    if (text.charAt(at) != '\\') {
      return character(at);
    }
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
