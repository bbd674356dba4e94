package dev.witloof.component.internal.typed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function's name in an interface, such as {@code now} or {@code [method]fields.get}.
 *
 * @param resource empty for a plain function
 * @param name empty for a constructor
 */
record FunctionName(Kind kind, String resource, String name) {
  private static final Pattern OF_RESOURCE =
      Pattern.compile("\\[(?<kind>method|static|constructor)](?<resource>[^.]*)\\.?(?<name>.*)");

  enum Kind {
    FUNCTION,
    METHOD,
    STATIC,
    CONSTRUCTOR
  }

  static FunctionName parse(String name) {
    Matcher matcher = OF_RESOURCE.matcher(name);
    if (!matcher.matches()) {
      return new FunctionName(Kind.FUNCTION, "", name);
    }
    Kind kind =
        switch (matcher.group("kind")) {
          case "method" -> Kind.METHOD;
          case "static" -> Kind.STATIC;
          default -> Kind.CONSTRUCTOR;
        };
    return new FunctionName(kind, matcher.group("resource"), matcher.group("name"));
  }
}
