package dev.witloof.connector;

import java.util.Locale;
import java.util.regex.Pattern;

/** Host names as manifests and grants write them. */
public final class HostNames {
  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
  private static final Pattern HOST = Pattern.compile("(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*");
  private static final int LONGEST = 253;

  private HostNames() {}

  /**
   * A host name, or {@code *.} and a host name, in lower case.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static String require(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (host.length() > LONGEST || !HOST.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "must be a host such as api.example.com, or *.example.com for its subdomains,"
              + " without scheme, port or path");
    }
    return host;
  }
}
