package dev.witloof.host.http.cassette;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, 2.1). */
final class Percent {
  private Percent() {}

  /** The text with {@code %XX} decoded as UTF-8; what is no such thing stays as it is. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      int high = text.charAt(at) == '%' ? digit(text, at + 1) : -1;
      int low = high < 0 ? -1 : digit(text, at + 2);
      if (low >= 0) {
        bytes.write(high << 4 | low);
        at += 3;
      } else {
        int next = text.offsetByCodePoints(at, 1);
        bytes.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
        at = next;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int digit(String text, int at) {
    return at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
  }
}
