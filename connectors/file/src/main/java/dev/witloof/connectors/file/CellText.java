package dev.witloof.connectors.file;

import java.util.regex.Pattern;

/** The scalar values that text can spell. */
final class CellText {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private CellText() {}

  static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  /** Whether the text is an integer that int64 holds; leading zeros and a plus make it none. */
  static boolean isInt64(String text) {
    if (text.length() > 20 || !INTEGER.matcher(text).matches()) {
      return false;
    }
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Whether the text is a finite number that float64 may stand for: any decimal fraction, but of
   * the integers only those of int64, because longer ones are identifiers more often than measures.
   */
  static boolean isFloat64(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return false;
    }
    return INTEGER.matcher(text).matches()
        ? isInt64(text)
        : Double.isFinite(Double.parseDouble(text));
  }

  static boolean toBoolean(String text) throws BadValue {
    if (!isBoolean(text)) {
      throw new BadValue("is not a boolean (true or false)");
    }
    return text.equalsIgnoreCase("true");
  }

  static int toInt32(String text) throws BadValue {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadValue("is not an int32");
    }
  }

  static long toInt64(String text) throws BadValue {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadValue("is not an int64");
    }
  }

  /** A decimal number, {@code NaN}, {@code Infinity} or {@code -Infinity}. */
  static double toFloat64(String text) throws BadValue {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadValue("is not a float64");
    }
    // Java also reads "1d", "0x1p3" and surrounding blanks.
    char last = text.charAt(text.length() - 1);
    boolean spelledOut = text.endsWith("NaN") || text.endsWith("Infinity");
    if (!spelledOut && (!isPlain(text) || (last < '0' || last > '9') && last != '.')) {
      throw new BadValue("is not a float64");
    }
    if (!spelledOut && Double.isInfinite(value)) {
      throw new BadValue("is too large for a float64");
    }
    return value;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
