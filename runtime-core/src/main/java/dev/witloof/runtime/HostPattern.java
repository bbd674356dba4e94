package dev.witloof.runtime;

import java.util.Locale;

/** Host names of an allowlist: exact, or {@code *.} in front for any subdomain. */
final class HostPattern {
  private static final String ANY_SUBDOMAIN = "*.";

  private HostPattern() {}

  /** True when every host that {@code asked} stands for is one that {@code granted} stands for. */
  static boolean covers(String granted, String asked) {
    String wanted = asked.toLowerCase(Locale.ROOT);
    if (granted.equals(wanted)) {
      return true;
    }
    return granted.startsWith(ANY_SUBDOMAIN)
        && wanted.length() > granted.length() - 1
        && wanted.endsWith(granted.substring(1));
  }
}
