package dev.witloof.component.internal.validate;

import java.util.Locale;
import java.util.Optional;

/** The name of an import or export (Explainer.md, {@code externname}). */
public sealed interface ExternName {
  /** A plain name without annotation. */
  record Label(String label) implements ExternName {}

  /** {@code [constructor]resource}. */
  record Constructor(String resource) implements ExternName {}

  /** {@code [method]resource.member}. */
  record Method(String resource, String member) implements ExternName {}

  /** {@code [static]resource.member}. */
  record Static(String resource, String member) implements ExternName {}

  /**
   * {@code namespace:package/interface@version}.
   *
   * @param version what follows the {@code @}, not checked: an attribute may complete it
   */
  record Interface(String name, Optional<String> version) implements ExternName {}

  /**
   * A dependency by package, location or content: {@code unlocked-dep=}, {@code locked-dep=},
   * {@code url=}, {@code integrity=}. The specification of WASI 0.2 had these for imports; later
   * ones dropped them.
   */
  record Dependency(String name) implements ExternName {}

  /**
   * The name in its form.
   *
   * @throws NameSyntaxException when it has none of them
   */
  static ExternName parse(String name) {
    return new ExternNameParser(name).parse();
  }

  /** The form in which the names of a scope must differ (Explainer.md, "Name Uniqueness"). */
  default String canonical() {
    if (this instanceof Label plain) {
      return lower(plain.label());
    } else if (this instanceof Constructor constructor) {
      return "[constructor]" + lower(constructor.resource());
    } else if (this instanceof Method method) {
      return member(method.resource(), method.member());
    } else if (this instanceof Static function) {
      return member(function.resource(), function.member());
    } else if (this instanceof Interface named) {
      return lower(named.name());
    }
    return ((Dependency) this).name();
  }

  private static String member(String resource, String member) {
    String lowerResource = lower(resource);
    String lowerMember = lower(member);
    return lowerResource.equals(lowerMember) ? lowerMember : lowerResource + "." + lowerMember;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
