package dev.witloof.runtime;

import dev.witloof.engine.PlainText;

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
    return PlainText.of(text, LONGEST_MESSAGE, '⏎');
  }

  /**
   * Lines of the host that quote a guest, in full; all control characters but line feeds become
   * {@code ?}. What comes from the guest must have been through {@link #message} or {@link #plain}.
   */
  public static String lines(String text) {
    return PlainText.of(text, Integer.MAX_VALUE, '\n');
  }

  /** A name of a guest in single quotes, on one line. */
  public static String quote(String text) {
    return "'" + plain(text) + "'";
  }

  /** A name of a guest, on one line. */
  public static String plain(String text) {
    return PlainText.of(text, LONGEST_NAME, '?');
  }
}
