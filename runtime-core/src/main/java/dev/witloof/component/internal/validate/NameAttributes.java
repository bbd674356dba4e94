package dev.witloof.component.internal.validate;

import java.util.Optional;

/** Rules for the attributes of names (Binary.md, "Import and Export Definitions"). */
public final class NameAttributes {
  private NameAttributes() {}

  /**
   * Checks {@code (implements "interface")}: an instance under a plain name implements an
   * interface.
   *
   * @throws NameSyntaxException when the name, the interface or what is named cannot be so
   */
  public static void checkImplements(
      ExternName name, String spelled, String implemented, boolean ofInstance) {
    if (!(name instanceof ExternName.Label)) {
      throw new NameSyntaxException("name `" + spelled + "` is not valid with `implements`");
    }
    if (!ofInstance) {
      throw new NameSyntaxException("only instances can have an `implements`");
    }
    ExternName parsed;
    try {
      parsed = ExternName.parse(implemented);
    } catch (NameSyntaxException e) {
      throw new NameSyntaxException("`" + implemented + "` is not a valid name: " + e.getMessage());
    }
    if (!(parsed instanceof ExternName.Interface)) {
      throw new NameSyntaxException("name `" + implemented + "` must be an interface");
    }
    checkVersion(parsed, Optional.empty(), true);
  }

  /**
   * Checks the version in an interface's name: a semantic version or a semver track, which {@code
   * (versionsuffix "rest")} completes to a semantic version.
   *
   * @throws NameSyntaxException when it is none
   */
  public static void checkVersion(ExternName name, Optional<String> suffix, boolean ofInstance) {
    if (suffix.isPresent() && !ofInstance) {
      throw new NameSyntaxException("only instances can have a `versionsuffix`");
    }
    Optional<String> version =
        name instanceof ExternName.Interface named ? named.version() : Optional.empty();
    if (suffix.isPresent() && (version.isEmpty() || !SemanticVersion.isCanonical(version.get()))) {
      throw new NameSyntaxException(
          "invalid interface version: `versionsuffix` must follow a version that is cut to its"
              + " semver track");
    }
    if (version.isPresent()
        && (suffix.isPresent() || !SemanticVersion.isCanonical(version.get()))) {
      try {
        SemanticVersion.check(version.get() + suffix.orElse(""));
      } catch (NameSyntaxException e) {
        throw new NameSyntaxException("invalid interface version: " + e.getMessage());
      }
    }
  }
}
