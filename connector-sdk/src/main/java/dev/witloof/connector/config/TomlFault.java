package dev.witloof.connector.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlParseError;

/**
 * What the parser of TOML complains of, in our words: it names neither the table of a key nor what
 * would be right. Which key it is, is read off the lines.
 */
final class TomlFault {
  private static final Pattern DEFINED =
      Pattern.compile(".* previously defined at line (\\d+), column (\\d+)");
  private static final Pattern HEADER =
      Pattern.compile("\\s*\\[\\[?([^\\[\\]#]+)\\]\\]?\\s*(#.*)?");
  private static final Pattern KEY = Pattern.compile("([^=#\\[\\]{}\"']++)=.*");

  private TomlFault() {}

  static ConfigProblem of(TomlParseError error, List<String> lines) {
    Position position = TomlTree.position(error.position());
    String said = String.valueOf(error.getMessage());
    Matcher defined = DEFINED.matcher(said);
    if (defined.matches()) {
      return new ConfigProblem(
          position,
          key(lines, position.line()),
          "is there already, at %s:%s; take one of the two out"
              .formatted(defined.group(1), defined.group(2)));
    } else if (said.endsWith(" is too large") || said.endsWith(" is too small")) {
      return new ConfigProblem(
          position, key(lines, position.line()), "must not be a number beyond 64 bits");
    }
    return new ConfigProblem(position, "", said);
  }

  /** The path of the key on a line, or of the table that begins there; empty if there is none. */
  private static String key(List<String> lines, int line) {
    String text = lines.get(line - 1);
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      return header.group(1).strip();
    }
    Matcher key = KEY.matcher(text);
    return key.matches() ? ConfigTable.join(table(lines, line), key.group(1).strip()) : "";
  }

  private static String table(List<String> lines, int line) {
    for (int i = line - 1; i > 0; i--) {
      Matcher header = HEADER.matcher(lines.get(i - 1));
      if (header.matches()) {
        return header.group(1).strip();
      }
    }
    return "";
  }
}
