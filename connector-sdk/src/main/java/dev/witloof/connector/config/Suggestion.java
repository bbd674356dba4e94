package dev.witloof.connector.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Suggestion {
  private static final int LONGEST = 64;

  private Suggestion() {}

  /** The known name nearest to {@code text}, if one is near. */
  static Optional<String> nearest(String text, Collection<String> known) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = normal(text);
    String best = null;
    int fewest = Math.max(1, wanted.length() / 3) + 1;
    for (String name : known) {
      int edits = distance(wanted, normal(name));
      if (edits < fewest) {
        fewest = edits;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Levenshtein: single-character edits that make one of the other. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
