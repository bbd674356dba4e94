package dev.witloof.component;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an interface, {@code namespace:package/interface@version}.
 *
 * @param version semantic version; empty when the name has none
 */
public record InterfaceName(
    String namespace, String packageName, String interfaceName, Optional<String> version) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<namespace>[^:/@]+):(?<package>[^/@]+)/(?<interface>[^@]+)(?:@(?<version>.+))?");
  private static final Pattern SEMVER =
      Pattern.compile("(?<major>\\d+)\\.(?<minor>\\d+)\\.(?<patch>\\d+)(?<rest>[-+].*)?");

  /** The parts of a name; empty when it is a plain name such as {@code run}. */
  public static Optional<InterfaceName> parse(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new InterfaceName(
            matcher.group("namespace"),
            matcher.group("package"),
            matcher.group("interface"),
            Optional.ofNullable(matcher.group("version"))));
  }

  /** The name without its version. */
  public String unversioned() {
    return namespace + ":" + packageName + "/" + interfaceName;
  }

  /**
   * The name with its version cut to what must agree for two versions to be compatible: {@code 0.2}
   * of 0.2.x, {@code 1} of 1.x.y, all of a prerelease.
   */
  public String track() {
    return unversioned() + version.map(v -> "@" + track(v)).orElse("");
  }

  private static String track(String version) {
    Matcher matcher = SEMVER.matcher(version);
    if (!matcher.matches()
        || (matcher.group("rest") != null && matcher.group("rest").startsWith("-"))) {
      return version;
    }
    String major = matcher.group("major");
    if (!major.equals("0")) {
      return major;
    }
    String minor = matcher.group("minor");
    return minor.equals("0") ? "0.0." + matcher.group("patch") : "0." + minor;
  }

  @Override
  public String toString() {
    return unversioned() + version.map(v -> "@" + v).orElse("");
  }
}
