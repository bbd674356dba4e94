package dev.witloof.component.internal.validate;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of imports, exports and labels (Explainer.md, "Import and Export Definitions"). */
public final class Names {
  private static final Pattern LOWER_WORDS = Pattern.compile("[0-9a-z-]+");

  /** Which label is what is checked apart: a pattern of labels recurses on long names. */
  private static final Pattern ANNOTATED =
      Pattern.compile(
          "\\[(?:(?<constructor>constructor)\\](?<constructed>[^.]*)"
              + "|(?<form>method|static)\\](?<resource>[^.]*)\\.(?<member>.*))");

  private static final Pattern INTERFACE =
      Pattern.compile(
          "(?<namespace>[^:/@]*):(?<package>[^:/@]*)/(?<interface>[^:/@]*)(?:@(?<version>.*))?");
  private static final Pattern VERSION =
      Pattern.compile(
          "(?:0|[1-9][0-9]*+)(?:\\.(?:0|[1-9][0-9]*+)){0,2}"
              + "(?:-[0-9A-Za-z.-]++)?(?:\\+[0-9A-Za-z.-]++)?");

  private Names() {}

  /** Words of one case each, joined by hyphens; the first begins with a letter. */
  private static boolean isLabel(String name) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    boolean lower = false;
    boolean upper = false;
    boolean empty = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' && !empty) {
        lower = false;
        upper = false;
        empty = true;
        continue;
      }
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
      if (!(isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') || lower && upper) {
        return false;
      }
      empty = false;
    }
    return !empty;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isInterface(String name) {
    Matcher matcher = INTERFACE.matcher(name);
    return matcher.matches()
        && isLowerLabel(matcher.group("namespace"))
        && isLowerLabel(matcher.group("package"))
        && isLabel(matcher.group("interface"))
        && (matcher.group("version") == null
            || VERSION.matcher(matcher.group("version")).matches());
  }

  private static boolean isLowerLabel(String name) {
    return isLabel(name) && LOWER_WORDS.matcher(name).matches();
  }

  /** Checks that a field, parameter, case or flag name is a label. */
  public static void checkLabel(String name, String what, int offset) {
    if (!isLabel(name)) {
      throw new InvalidComponent(
          Kind.INVALID, offset, what + " '" + name + "' is not in kebab case");
    }
  }

  /** Checks labels and that no two are equal but for case. */
  public static <T> void checkLabels(
      List<T> entries, Function<T, String> name, String what, int offset) {
    Set<String> seen = new HashSet<>();
    for (T entry : entries) {
      String label = name.apply(entry);
      checkLabel(label, what, offset);
      if (!seen.add(label.toLowerCase(Locale.ROOT))) {
        throw new InvalidComponent(
            Kind.INVALID, offset, what + " name '" + label + "' conflicts with a previous one");
      }
    }
  }

  /** Checks the form of an import's or export's name. */
  public static void checkExternName(String name, int offset) {
    if (isLabel(name) || annotation(name).isPresent() || isInterface(name)) {
      return;
    }
    if (name.startsWith("url=")
        || name.startsWith("integrity=")
        || name.startsWith("locked-dep=")
        || name.startsWith("unlocked-dep=")) {
      throw new InvalidComponent(
          Kind.UNSUPPORTED,
          offset,
          "the name '" + name + "' asks for a dependency by location, which is not supported");
    }
    throw new InvalidComponent(Kind.INVALID, offset, "'" + name + "' is not a valid extern name");
  }

  /**
   * What an annotated name says that its function is.
   *
   * @param resource the name of the resource it belongs to
   */
  public record Annotation(Kind kind, String resource) {
    /** The annotations. */
    public enum Kind {
      CONSTRUCTOR,
      METHOD,
      STATIC
    }
  }

  /** The annotation of a name; empty when it has none or is not valid. */
  public static Optional<Annotation> annotation(String name) {
    Matcher matcher = ANNOTATED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean constructor = matcher.group("constructor") != null;
    String resource = matcher.group(constructor ? "constructed" : "resource");
    if (!isLabel(resource) || !constructor && !isLabel(matcher.group("member"))) {
      return Optional.empty();
    }
    Annotation.Kind kind =
        constructor
            ? Annotation.Kind.CONSTRUCTOR
            : matcher.group("form").equals("method")
                ? Annotation.Kind.METHOD
                : Annotation.Kind.STATIC;
    return Optional.of(new Annotation(kind, resource));
  }

  /** The form in which two names of one scope must differ ("strongly-unique"). */
  public static String canonical(String name) {
    Matcher matcher = ANNOTATED.matcher(name);
    String canonical = name;
    if (matcher.matches() && matcher.group("resource") != null) {
      String resource = matcher.group("resource");
      String member = matcher.group("member");
      canonical = resource.equals(member) ? resource : resource + "." + member;
    }
    return canonical.toLowerCase(Locale.ROOT);
  }
}
