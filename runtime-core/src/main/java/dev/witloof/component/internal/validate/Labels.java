package dev.witloof.component.internal.validate;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Labels: names in kebab case (Explainer.md, {@code label}). */
public final class Labels {
  private Labels() {}

  /**
   * Whether a name is fragments joined by hyphens, each all of lower or all of upper case, the
   * first beginning with a letter.
   */
  public static boolean isLabel(String name) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    boolean lower = false;
    boolean upper = false;
    boolean empty = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' && !empty) {
        lower = false;
        upper = false;
        empty = true;
        continue;
      }
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
      if (!isLabelCharacter(c) || c == '-' || lower && upper) {
        return false;
      }
      empty = false;
    }
    return !empty;
  }

  /** Whether a label can contain that character. */
  static boolean isLabelCharacter(char c) {
    return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Checks that the names of {@code entries} are labels and strongly unique.
   *
   * @param what what is named, such as {@code record field}
   */
  public static <T> void check(List<T> entries, Function<T, String> name, String what, int offset) {
    Map<String, String> seen = new HashMap<>();
    for (T entry : entries) {
      String label = name.apply(entry);
      if (label.isEmpty()) {
        throw new InvalidComponent(Kind.INVALID, offset, what + " name cannot be empty");
      }
      if (!isLabel(label)) {
        throw new InvalidComponent(
            Kind.INVALID, offset, "%s name `%s` is not in kebab case".formatted(what, label));
      }
      String previous = seen.putIfAbsent(label.toLowerCase(Locale.ROOT), label);
      if (previous != null) {
        throw new InvalidComponent(
            Kind.INVALID,
            offset,
            "%s name `%s` conflicts with previous %s name `%s`"
                .formatted(what, label, what.substring(what.lastIndexOf(' ') + 1), previous));
      }
    }
  }
}
