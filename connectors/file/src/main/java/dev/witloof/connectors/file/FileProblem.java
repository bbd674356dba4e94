package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import java.nio.file.Path;

/** Makes the errors that say where in a file something is wrong. */
final class FileProblem {
  /** What to do about a value that does not fit a column nobody declared. */
  static final String INFERRED =
      "; the type was inferred from a sample: declare columns, or raise sample-rows";

  private static final int SHOWN_CHARACTERS = 80;

  private FileProblem() {}

  static ConnectorException.Permanent at(Path file, long line, String problem) {
    return new ConnectorException.Permanent(file + ": line " + line + ": " + problem);
  }

  static ConnectorException.Permanent at(Path file, long line, String column, String problem) {
    return at(file, line, "column " + quote(column) + ": " + problem);
  }

  /** The value in quotes, shortened, with control characters escaped. */
  static String quote(String value) {
    StringBuilder shown = new StringBuilder("\"");
    int end = Math.min(value.length(), SHOWN_CHARACTERS);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        case '"' -> shown.append("\\\"");
        default -> {
          if (Character.isISOControl(c)) {
            shown.append(String.format("\\u%04x", (int) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return shown.append(end < value.length() ? "…\"" : "\"").toString();
  }
}
