package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses the option {@code columns}:
 *
 * <pre>
 * columns = column , { "," , column } ;
 * column  = name , ":" , type , [ "?" ] ;            (* "?": the column may hold nulls *)
 * name    = characters without : , " &lt; &gt; | '"' , characters with "" for a quote , '"' ;
 * type    = "boolean" | "int32" | "int64" | "float64" | "string" | "bytes" | "timestamp" | "json"
 *         | "list&lt;" , type , "&gt;" | "struct&lt;" , columns , "&gt;" ;
 * </pre>
 */
final class ColumnDeclarations {
  private static final int MAX_NESTING = 32;

  private final String text;
  private int at;

  private ColumnDeclarations(String text) {
    this.text = text;
  }

  /**
   * The declared columns, at least one.
   *
   * @throws ConnectorException.Permanent when the text is not a declaration, with the character
   */
  static List<Field> parse(String text) {
    ColumnDeclarations parser = new ColumnDeclarations(text);
    List<Field> fields = parser.columns(0);
    if (parser.at < text.length()) {
      throw parser.problem("expected a comma or the end");
    }
    return fields;
  }

  private List<Field> columns(int depth) {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    do {
      String name = name();
      if (!names.add(name)) {
        throw problem("the name " + FileProblem.quote(name) + " is declared twice");
      }
      expect(':', "expected \":\" and a type after the name " + FileProblem.quote(name));
      DataType type = type(depth);
      fields.add(new Field(name, type, accept('?')));
    } while (accept(','));
    return List.copyOf(fields);
  }

  private String name() {
    skipBlanks();
    if (!accept('"')) {
      return word("a column name");
    }
    String name = quotedName();
    if (name.isEmpty()) {
      throw problem("a name is empty");
    }
    return name;
  }

  private String quotedName() {
    StringBuilder name = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        name.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        name.append(text.charAt(at++));
      } else {
        return name.toString();
      }
    }
    throw problem("the quoted name does not end");
  }

  private DataType type(int depth) {
    if (depth > MAX_NESTING) {
      throw problem("types are nested deeper than " + MAX_NESTING);
    }
    skipBlanks();
    int start = at;
    String name = word("a type");
    if (name.equals("list")) {
      expect('<', "expected \"<\" after list");
      DataType element = type(depth + 1);
      expect('>', "expected \">\" after the element type");
      return new DataType.ListOf(element);
    }
    if (name.equals("struct")) {
      expect('<', "expected \"<\" after struct");
      List<Field> members = columns(depth + 1);
      expect('>', "expected \",\" or \">\" after the member");
      return new DataType.Struct(members);
    }
    return TypeNames.scalar(name)
        .orElseThrow(
            () -> {
              at = start;
              return problem(
                  "unknown type "
                      + FileProblem.quote(name)
                      + "; use boolean, int32, int64, float64, string, bytes, timestamp, json,"
                      + " list<…> or struct<…>");
            });
  }

  private String word(String what) {
    int start = at;
    while (at < text.length() && ":,?<>\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at).strip();
    if (word.isEmpty()) {
      throw problem("expected " + what);
    }
    return word;
  }

  private boolean accept(char expected) {
    skipBlanks();
    if (at == text.length() || text.charAt(at) != expected) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char expected, String message) {
    if (!accept(expected)) {
      throw problem(message);
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private ConnectorException.Permanent problem(String message) {
    return new ConnectorException.Permanent(
        "option columns: character " + (at + 1) + ": " + message);
  }
}
