package dev.witloof.component.internal.validate;

import java.util.Optional;

/** Reads a name from its first character to its last; nothing recurses, names may be long. */
final class ExternNameParser {
  private static final String CONSTRUCTOR = "[constructor]";
  private static final String METHOD = "[method]";
  private static final String STATIC = "[static]";

  private final String name;
  private int position;

  ExternNameParser(String name) {
    this.name = name;
  }

  ExternName parse() {
    ExternName parsed = form();
    if (position < name.length()) {
      throw new NameSyntaxException("trailing characters found: `" + rest() + "`");
    }
    return parsed;
  }

  private ExternName form() {
    if (eat(CONSTRUCTOR)) {
      return new ExternName.Constructor(label(rest()));
    } else if (eat(METHOD)) {
      return new ExternName.Method(resource(), label(rest()));
    } else if (eat(STATIC)) {
      return new ExternName.Static(resource(), label(rest()));
    } else if (eat("unlocked-dep=")) {
      expect("<");
      packageQuery();
      expect(">");
      return new ExternName.Dependency(name);
    } else if (eat("locked-dep=")) {
      expect("<");
      packageName();
      expect(">");
      optionalIntegrity();
      return new ExternName.Dependency(name);
    } else if (eat("url=")) {
      expect("<");
      if (until('>').contains("<")) {
        throw new NameSyntaxException("url cannot contain `<`");
      }
      expect(">");
      optionalIntegrity();
      return new ExternName.Dependency(name);
    } else if (eat("integrity=")) {
      expect("<");
      Integrity.check(until('>'));
      expect(">");
      return new ExternName.Dependency(name);
    } else if (name.indexOf(':') >= 0) {
      return interfaceName();
    }
    return new ExternName.Label(label(rest()));
  }

  /** {@code namespace words projection interfaceversion?}. */
  private ExternName.Interface interfaceName() {
    packagePath();
    if (!ahead("/")) {
      throw new NameSyntaxException("expected `/` after package name");
    }
    projection();
    return new ExternName.Interface(name, eat("@") ? Optional.of(rest()) : Optional.empty());
  }

  /** A package, or an interface of it, in a range of versions. */
  private void packageQuery() {
    packagePath();
    projection();
    if (eat("@") && !eat("*")) {
      expect("{");
      versionRange(until('}'));
      expect("}");
    }
  }

  private static void versionRange(String range) {
    if (range.startsWith(">=")) {
      String[] bounds = range.substring(2).split(" ", 2);
      SemanticVersion.require(bounds[0]);
      if (bounds.length > 1) {
        if (!bounds[1].startsWith("<")) {
          throw new NameSyntaxException("expected `<` at start of version range upper bounds");
        }
        SemanticVersion.require(bounds[1].substring(1));
      }
    } else if (range.startsWith("<")) {
      SemanticVersion.require(range.substring(1));
    } else {
      throw new NameSyntaxException("expected `>=` or `<` at start of version range");
    }
  }

  private void packageName() {
    packagePath();
    projection();
    if (eat("@")) {
      SemanticVersion.require(name.indexOf('>', position) < 0 ? rest() : until('>'));
    }
  }

  private void packagePath() {
    lowerCaseLabel();
    expect(":");
    lowerCaseLabel();
  }

  private void projection() {
    if (eat("/")) {
      labelAhead();
    }
  }

  private void optionalIntegrity() {
    if (eat(",")) {
      expect("integrity=<");
      Integrity.check(until('>'));
      expect(">");
    }
  }

  private String resource() {
    String resource = until('.');
    expect(".");
    return label(resource);
  }

  private void lowerCaseLabel() {
    String label = labelAhead();
    for (int i = 0; i < label.length(); i++) {
      if (Character.isUpperCase(label.charAt(i))) {
        throw new NameSyntaxException(
            "character `" + label.charAt(i) + "` is not lowercase in package name/namespace");
      }
    }
  }

  private String labelAhead() {
    int start = position;
    while (position < name.length() && Labels.isLabelCharacter(name.charAt(position))) {
      position++;
    }
    return label(name.substring(start, position));
  }

  private static String label(String label) {
    if (!Labels.isLabel(label)) {
      throw new NameSyntaxException("`" + label + "` is not in kebab case");
    }
    return label;
  }

  /** What precedes the next such character, which must come. */
  private String until(char end) {
    int found = name.indexOf(end, position);
    if (found < 0) {
      throw new NameSyntaxException("failed to find `" + end + "` character");
    }
    String before = name.substring(position, found);
    position = found;
    return before;
  }

  private String rest() {
    String rest = name.substring(position);
    position = name.length();
    return rest;
  }

  private boolean ahead(String token) {
    return name.startsWith(token, position);
  }

  private boolean eat(String token) {
    if (!ahead(token)) {
      return false;
    }
    position += token.length();
    return true;
  }

  private void expect(String token) {
    if (!eat(token)) {
      throw new NameSyntaxException("expected `" + token + "` at `" + rest() + "`");
    }
  }
}
