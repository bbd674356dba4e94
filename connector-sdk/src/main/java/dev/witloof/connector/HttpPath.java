package dev.witloof.connector;

import java.util.regex.Pattern;

/** The path prefix of an {@link HttpRule}. */
final class HttpPath {
  /** Nothing encoded, and nothing that a server could take for more than itself. */
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~!$&'()+,=:@-]+)+");

  private static final Pattern DOTS = Pattern.compile("/\\.\\.?(/|\\z)");

  /**
   * What servers and proxies read in different ways: dot and empty segments, parameters of
   * segments, backslashes, and any of these encoded, once or twice, in UTF-8 that is longer than it
   * need be, or as full-width characters.
   */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "//|;|\\\\|%2[eEfF5]|%5[cC]|%3[bB]|%0|%1|%7[fF]|%(?![0-9a-fA-F]{2})"
              + "|%[cC][01]|%[eE]0%[89]|%[fF]0%8|%[eE][fF]%[bB][cC]%(8[eEfF5]|9[bB]|[bB][cC])"
              + "|(^|/)\\.\\.?(/|\\z)");

  private HttpPath() {}

  private static final Pattern NUMBER = Pattern.compile("/[0-9]{1,3}");

  /** Whether a path after an address makes it look like a network. */
  static boolean isPrefixLength(String path) {
    return NUMBER.matcher(path).matches();
  }

  static void requirePrefix(String path) {
    if (path.equals(HttpRule.ANY_PATH)) {
      return;
    }
    if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "must not have a query or fragment; end it with the path '"
              + path.replaceAll("[?#].*", "")
              + "'");
    }
    if (path.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "must not have a * in the path: a path such as /v1/items stands for whatever is below it,"
              + " too; not '"
              + path
              + "'");
    }
    if (!PREFIX.matcher(path).matches() || DOTS.matcher(path).find()) {
      throw new IllegalArgumentException(
          "must have a path of plain segments such as /v1/items, without a slash at the end and"
              + " without %, ;, \\, // and .., not '"
              + path
              + "'");
    }
  }

  /** Whether all paths that {@code asked} stands for are below {@code granted}. */
  static boolean covers(String granted, String asked) {
    return granted.equals(HttpRule.ANY_PATH)
        || (asked.startsWith(granted)
            && (asked.length() == granted.length() || asked.charAt(granted.length()) == '/'));
  }

  /** Whether a request's path is below a prefix, however a server may read it. */
  static boolean matches(String prefix, String rawPath) {
    return prefix.equals(HttpRule.ANY_PATH)
        || (covers(prefix, rawPath) && (isPlain(rawPath) || !AMBIGUOUS.matcher(rawPath).find()));
  }

  /** Whether a look at each character tells that nothing is ambiguous, as of most paths. */
  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      char next = i + 1 < path.length() ? path.charAt(i + 1) : 'a';
      if (c == '%' || c == ';' || c == '\\' || (c == '/' && (next == '/' || next == '.'))) {
        return false;
      }
    }
    return path.startsWith("/");
  }
}
