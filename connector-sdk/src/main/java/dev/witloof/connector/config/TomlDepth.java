package dev.witloof.connector.config;

import java.util.Optional;

/**
 * Finds where TOML nests lists and inline tables too deep, before the parser sees it, which
 * recurses without a bound. Of text that is not well-formed it may say nothing, or something that
 * is wrong too.
 */
final class TomlDepth {
  private final String text;
  private int at;

  private TomlDepth(String text) {
    this.text = text;
  }

  /** The bracket that opens one level too many. */
  static Optional<Position> tooDeep(String text) {
    return new TomlDepth(text).find();
  }

  private Optional<Position> find() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '#' -> skipComment();
        case '"', '\'' -> skipText(c);
        case '[', '{' -> {
          depth++;
          if (depth > ConfigNode.MAX_DEPTH) {
            return Optional.of(position());
          }
          at++;
        }
        case ']', '}' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
    }
    return Optional.empty();
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void skipText(char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean isLong = text.startsWith(three, at);
    at += isLong ? 3 : 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && quote == '"') {
        at += 2;
      } else if (isLong ? text.startsWith(three, at) : c == quote || c == '\n') {
        at += isLong ? 3 : 1;
        return;
      } else {
        at++;
      }
    }
  }

  private Position position() {
    int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    return new Position(line, at - text.lastIndexOf('\n', at));
  }
}
