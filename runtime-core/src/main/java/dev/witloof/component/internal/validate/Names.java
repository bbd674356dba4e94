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
  private static final String LABEL =
      "(?:[a-z][0-9a-z]*|[A-Z][0-9A-Z]*)(?:-(?:[0-9a-z]+|[0-9A-Z]+))*";
  private static final Pattern LABEL_ONLY = Pattern.compile(LABEL);
  private static final Pattern PLAIN =
      Pattern.compile(
          LABEL
              + "|\\[constructor\\](?<constructed>"
              + LABEL
              + ")|\\[(?<form>method|static)\\](?<resource>"
              + LABEL
              + ")\\.(?<member>"
              + LABEL
              + ")");
  private static final String LOWER_LABEL = "[a-z][0-9a-z]*(?:-[0-9a-z]+)*";
  private static final String VERSION =
      "(?:0|[1-9][0-9]*)(?:\\.(?:0|[1-9][0-9]*)){0,2}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?";
  private static final Pattern INTERFACE =
      Pattern.compile(LOWER_LABEL + ":" + LOWER_LABEL + "/" + LABEL + "(?:@" + VERSION + ")?");

  private Names() {}

  /** Checks that a field, parameter, case or flag name is a label. */
  public static void checkLabel(String name, String what, int offset) {
    if (!LABEL_ONLY.matcher(name).matches()) {
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
    if (PLAIN.matcher(name).matches() || INTERFACE.matcher(name).matches()) {
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

  /** The annotation of a valid name; empty when it has none. */
  public static Optional<Annotation> annotation(String name) {
    Matcher matcher = PLAIN.matcher(name);
    if (!name.startsWith("[") || !matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group("constructed") != null) {
      return Optional.of(new Annotation(Annotation.Kind.CONSTRUCTOR, matcher.group("constructed")));
    }
    Annotation.Kind kind =
        matcher.group("form").equals("method") ? Annotation.Kind.METHOD : Annotation.Kind.STATIC;
    return Optional.of(new Annotation(kind, matcher.group("resource")));
  }

  /** The form in which two names of one scope must differ ("strongly-unique"). */
  public static String canonical(String name) {
    Matcher matcher = PLAIN.matcher(name);
    String canonical = name;
    if (matcher.matches() && matcher.group("resource") != null) {
      String resource = matcher.group("resource");
      String member = matcher.group("member");
      canonical = resource.equals(member) ? resource : resource + "." + member;
    }
    return canonical.toLowerCase(Locale.ROOT);
  }
}
