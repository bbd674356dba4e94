package dev.witloof.component.internal.validate;

import java.util.regex.Pattern;

/** Versions in names: those of Semantic Versioning 2.0, and the prefix that is a semver track. */
final class SemanticVersion {
  private static final String[] PARTS = {"major", "minor", "patch"};

  /** {@code canonversion}: a version cut after its first number that is not zero. */
  private static final Pattern CANONICAL =
      Pattern.compile("[1-9][0-9]*+|0\\.[1-9][0-9]*+|0\\.0\\.(?:0|[1-9][0-9]*+)");

  private final String version;
  private int position;

  private SemanticVersion(String version) {
    this.version = version;
  }

  static boolean isCanonical(String version) {
    return CANONICAL.matcher(version).matches();
  }

  /** Checks a version in a dependency name. */
  static void require(String version) {
    try {
      check(version);
    } catch (NameSyntaxException e) {
      throw new NameSyntaxException("`" + version + "` is not a valid semver: " + e.getMessage());
    }
  }

  /**
   * Checks {@code major.minor.patch-prerelease+build}.
   *
   * @throws NameSyntaxException when it is something else
   */
  static void check(String version) {
    new SemanticVersion(version).check();
  }

  private void check() {
    if (version.isEmpty()) {
      throw new NameSyntaxException("empty string, expected a semver version");
    }
    for (int part = 0; part < PARTS.length; part++) {
      if (part > 0) {
        expectDot(PARTS[part - 1]);
      }
      number(PARTS[part]);
    }
    if (position < version.length() && version.charAt(position) == '-') {
      position++;
      identifiers("pre-release identifier", true);
    }
    if (position < version.length() && version.charAt(position) == '+') {
      position++;
      identifiers("build metadata", false);
    }
    if (position < version.length()) {
      throw unexpected("after patch version number");
    }
  }

  private void number(String part) {
    int start = position;
    while (position < version.length() && isDigit(version.charAt(position))) {
      position++;
    }
    if (position == start) {
      throw unexpected("while parsing " + part + " version number");
    }
    if (position - start > 1 && version.charAt(start) == '0') {
      throw new NameSyntaxException("invalid leading zero in " + part + " version number");
    }
  }

  private void expectDot(String after) {
    if (position >= version.length() || version.charAt(position) != '.') {
      throw unexpected("after " + after + " version number");
    }
    position++;
  }

  /** Identifiers separated by dots. */
  private void identifiers(String what, boolean noLeadingZero) {
    boolean more = true;
    while (more) {
      int start = position;
      boolean numeric = true;
      while (position < version.length() && Labels.isLabelCharacter(version.charAt(position))) {
        numeric &= isDigit(version.charAt(position));
        position++;
      }
      if (position == start) {
        throw new NameSyntaxException("empty identifier segment in " + what);
      }
      if (noLeadingZero && numeric && position - start > 1 && version.charAt(start) == '0') {
        throw new NameSyntaxException("invalid leading zero in " + what);
      }
      more = position < version.length() && version.charAt(position) == '.';
      if (more) {
        position++;
      }
    }
  }

  private NameSyntaxException unexpected(String where) {
    return new NameSyntaxException(
        position >= version.length()
            ? "unexpected end of input " + where
            : "unexpected character '" + version.charAt(position) + "' " + where);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
