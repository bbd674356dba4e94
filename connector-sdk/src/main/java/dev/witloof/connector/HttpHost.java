package dev.witloof.connector;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The host of an {@link HttpRule}: a name, a wildcard for subdomains, or an address. */
final class HttpHost {
  static final String LOCALHOST = "localhost";

  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,45}]");

  /** What URL parsers take for an address, in the forms that inet_aton reads. */
  private static final Pattern NUMBER_AT_END =
      Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");

  private static final String ANY_SUBDOMAIN = "*.";
  private static final int LONGEST = 253;
  private static final int GROUPS = 8;

  private HttpHost() {}

  /**
   * The form in which rules have a host.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  static String require(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return canonicalV6(host)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "must have an IPv6 address such as [2001:db8::1], without a zone, and an IPv4"
                          + " address as such, not '"
                          + text
                          + "'"));
    }
    if (IPV4.matcher(host).matches()) {
      return host;
    }
    if (text.chars().anyMatch(c -> c > 0x7e)) {
      throw new IllegalArgumentException(
          "must have an international name in its ASCII form, which cannot be mistaken for another, "
              + ascii(text)
              + ", not '"
              + text
              + "'");
    }
    boolean wild = host.startsWith(ANY_SUBDOMAIN);
    String name = wild ? host.substring(ANY_SUBDOMAIN.length()) : host;
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must have a host such as api.example.com, or *.example.com for its subdomains, not '"
              + text
              + "'");
    }
    if (NUMBER_AT_END.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must have an address as four decimal numbers such as 192.0.2.1, not '" + text + "'");
    }
    if (wild && name.indexOf('.') < 0) {
      throw new IllegalArgumentException(
          "must have at least two labels after *., as *.example.com has, not '" + text + "'");
    }
    return host;
  }

  private static String ascii(String international) {
    try {
      return "such as " + IDN.toASCII(international);
    } catch (IllegalArgumentException e) {
      return "xn--…";
    }
  }

  /** Whether a host of a rule is an IP address. */
  static boolean isAddress(String host) {
    return host.startsWith("[") || IPV4.matcher(host).matches();
  }

  /** The name after {@code *.}; empty when there is none. */
  static Optional<String> wildcardOf(String host) {
    return host.startsWith(ANY_SUBDOMAIN)
        ? Optional.of(host.substring(ANY_SUBDOMAIN.length()))
        : Optional.empty();
  }

  /** Whether every host that {@code asked} stands for is one that {@code granted} stands for. */
  static boolean covers(String granted, String asked) {
    if (!granted.startsWith(ANY_SUBDOMAIN)) {
      return granted.equals(asked);
    }
    // All but the star, dot included, ends what it covers.
    int length = granted.length() - 1;
    int start = asked.length() - length;
    return granted.equals(asked) || (start > 0 && asked.regionMatches(start, granted, 1, length));
  }

  /** The host of a request as rules have it. */
  static String normal(String requestHost) {
    String host = requestHost.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return canonicalV6(host).orElse(host);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** RFC 5952, in brackets; empty when it is no IPv6 address, or an IPv4 address in disguise. */
  private static Optional<String> canonicalV6(String bracketed) {
    if (!IPV6.matcher(bracketed).matches()) {
      return Optional.empty();
    }
    try {
      // In brackets it is never looked up as a name.
      return InetAddress.getByName(bracketed) instanceof Inet6Address address
          ? Optional.of("[" + compressed(address.getAddress()) + "]")
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String compressed(byte[] address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff;
    }
    int longest = 1;
    int start = -1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        longest = end - i;
        start = i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += longest - 1;
      } else {
        boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
