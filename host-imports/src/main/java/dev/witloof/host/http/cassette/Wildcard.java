package dev.witloof.host.http.cassette;

import java.util.List;
import java.util.regex.Pattern;

/** Compares texts of which the recorded one may lack secrets. */
final class Wildcard {
  private static final Pattern MARKER = Pattern.compile(Scrubber.PLACEHOLDER, Pattern.LITERAL);

  private Wildcard() {}

  static boolean isIn(String recorded) {
    return recorded.contains(Scrubber.PLACEHOLDER);
  }

  /**
   * Whether a text is the recorded one with some text in place of each marker.
   *
   * @param ends characters that no such text has, for they end what is around it
   */
  static boolean matches(String recorded, String text, String ends) {
    String[] parts = MARKER.split(recorded, -1);
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      // Where a part has an end itself, there is only one place for it; else the first is best.
      boolean isLast = i == parts.length - 1;
      int next = isLast ? text.length() - parts[i].length() : text.indexOf(parts[i], at + 1);
      if (next <= at || !text.startsWith(parts[i], next) || has(ends, text, at, next)) {
        return false;
      }
      at = next + parts[i].length();
    }
    return at == text.length();
  }

  static boolean matches(List<String> recorded, List<String> texts) {
    if (recorded.size() != texts.size()) {
      return false;
    }
    for (int i = 0; i < recorded.size(); i++) {
      if (!matches(recorded.get(i), texts.get(i), "")) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(String ends, String text, int from, int to) {
    return text.substring(from, to).chars().anyMatch(c -> ends.indexOf(c) >= 0);
  }
}
