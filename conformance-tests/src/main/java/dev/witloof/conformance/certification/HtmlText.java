package dev.witloof.conformance.certification;

/** Text of whomever made part of a page that shows it, and nothing else. */
final class HtmlText {
  private HtmlText() {}

  /**
   * The text for content and quoted attributes; what would end either is escaped, and characters
   * that a reader does not see or that reorder others become {@code U+FFFD}.
   */
  static String of(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append((char) c);
                default -> escaped.appendCodePoint(isUnseen(c) ? '\uFFFD' : c);
              }
            });
    return escaped.toString();
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
