package dev.witloof.engine;

/** Text of a guest made fit for messages: bounded, and without control characters. */
public final class PlainText {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_LINE = 2_000;

  private PlainText() {}

  /** A name of a guest in double quotes, on one line. */
  public static String quote(String name) {
    return '"' + of(name, LONGEST_NAME, '?') + '"';
  }

  /** A message that may quote a guest, on one line: line feeds become {@code ⏎}. */
  public static String line(String message) {
    return of(message, LONGEST_LINE, '⏎');
  }

  /**
   * A text without control characters, what some viewers break lines at, and marks that reorder the
   * text: each becomes {@code ?}.
   *
   * @param longest characters that are kept; where more are left out stands {@code …}
   * @param lineFeed what line feeds become
   */
  public static String of(String text, int longest, char lineFeed) {
    StringBuilder cleaned = new StringBuilder(Math.min(text.length(), longest) + 1);
    for (int i = 0; i < text.length() && i < longest; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        cleaned.append(lineFeed);
      } else {
        cleaned.append(isControl(c) ? '?' : c);
      }
    }
    if (text.length() > longest) {
      cleaned.append('…');
    }
    return cleaned.toString();
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\u061c'
        || c == '\u200e'
        || c == '\u200f';
  }
}
