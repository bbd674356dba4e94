package dev.witloof.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a new project, in the forms that languages want it.
 *
 * @param kebab as it was given: {@code acme-crm}
 */
record ProjectName(String kebab) {
  static final String RULE =
      "2 to 50 lower-case letters, digits and hyphens; begins with a letter, and each part between"
          + " hyphens with a letter or digit.";

  private static final int LONGEST = 50;
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * Checks a name.
   *
   * @throws BadInput when it is none, with the rule and, if that can be, a name like it that is one
   */
  static ProjectName of(String text) {
    if (isGood(text)) {
      return new ProjectName(text);
    }
    String close =
        text.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[-0-9]+|-+$", "");
    throw new BadInput(
        "'"
            + text
            + "' is no name for a connector: "
            + RULE
            + (isGood(close) ? " Try " + close : ""));
  }

  private static boolean isGood(String text) {
    return text.length() >= 2 && text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /** For identifiers: {@code acme_crm}. */
  String snake() {
    return kebab.replace('-', '_');
  }

  /** For people: {@code Acme Crm}. */
  String title() {
    return Arrays.stream(kebab.split("-"))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining(" "));
  }

  /** A text of a template with this name in it. */
  String in(String template) {
    return template
        .replace("{{name}}", kebab)
        .replace("{{snake}}", snake())
        .replace("{{title}}", title());
  }
}
