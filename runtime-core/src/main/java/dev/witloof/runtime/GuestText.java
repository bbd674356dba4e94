package dev.witloof.runtime;

/** Text of a guest made fit for messages: bounded, and without control characters. */
public final class GuestText {
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_NAME = 80;

  private GuestText() {}

  /** A message of a guest; line feeds stay, all other control characters become {@code ?}. */
  public static String message(String text) {
    return clean(text, LONGEST_MESSAGE, true);
  }

  /** A name of a guest in single quotes, on one line. */
  public static String quote(String text) {
    return "'" + plain(text) + "'";
  }

  /** A name of a guest, on one line. */
  public static String plain(String text) {
    return clean(text, LONGEST_NAME, false);
  }

  private static String clean(String text, int longest, boolean keepLines) {
    StringBuilder cleaned = new StringBuilder(Math.min(text.length(), longest) + 1);
    for (int i = 0; i < text.length() && i < longest; i++) {
      char c = text.charAt(i);
      boolean kept = keepLines && c == '\n';
      cleaned.append(!kept && (Character.isISOControl(c) || isDirectionMark(c)) ? '?' : c);
    }
    if (text.length() > longest) {
      cleaned.append('…');
    }
    return cleaned.toString();
  }

  /** Marks that reorder what a terminal shows. */
  private static boolean isDirectionMark(char c) {
    return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
  }
}
