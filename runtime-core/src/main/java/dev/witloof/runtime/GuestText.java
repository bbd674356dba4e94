package dev.witloof.runtime;

/** Text of a guest made fit for messages: bounded, and without control characters. */
public final class GuestText {
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_NAME = 80;

  private GuestText() {}

  /**
   * A message of a guest, on one line: line feeds become {@code ⏎}, so that it cannot pass off a
   * line as the host's; all other control characters become {@code ?}.
   */
  public static String message(String text) {
    return clean(text, LONGEST_MESSAGE, '⏎');
  }

  /**
   * Lines of the host that quote a guest, in full; all control characters but line feeds become
   * {@code ?}. What comes from the guest must have been through {@link #message} or {@link #plain}.
   */
  public static String lines(String text) {
    return clean(text, Integer.MAX_VALUE, '\n');
  }

  /** A name of a guest in single quotes, on one line. */
  public static String quote(String text) {
    return "'" + plain(text) + "'";
  }

  /** A name of a guest, on one line. */
  public static String plain(String text) {
    return clean(text, LONGEST_NAME, '?');
  }

  private static String clean(String text, int longest, char lineFeed) {
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

  /** Control characters, what some viewers break lines at, and marks that reorder the text. */
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }
}
