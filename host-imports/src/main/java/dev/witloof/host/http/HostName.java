package dev.witloof.host.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hosts of requests: each has one form here, so that what is checked cannot be written in a way
 * that means something else to a resolver or a server. Thread-safe.
 */
final class HostName {
  private static final int MAX_LENGTH = 253;

  private static final int MAX_LABEL = 63;

  private static final Pattern IPV4 =
      Pattern.compile(
          "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
              + "(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

  /** No zone: it would name an interface of this machine. */
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}\\]");

  /** What resolvers and libraries take for a number: decimal, octal or hexadecimal. */
  private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]*|[0-9]+");

  private HostName() {}

  /**
   * The normal form: lower case, no final dot, an IPv6 address in full and in brackets.
   *
   * @return empty when it is neither a name nor an address, or an address in disguise: one that is
   *     not four decimal numbers, or IPv4 written as IPv6
   */
  static Optional<String> normal(String written) {
    String host = written.toLowerCase(Locale.ROOT);
    if (host.endsWith(".") && !host.startsWith("[")) {
      host = host.substring(0, host.length() - 1);
    }
    if (host.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (host.startsWith("[")) {
      return IPV6.matcher(host).matches() ? ipv6(host) : Optional.empty();
    }
    if (!isName(host)) {
      return Optional.empty();
    }
    return mayBeNumber(host) && !isAddress(host) ? Optional.empty() : Optional.of(host);
  }

  /** Labels of letters, digits, hyphens and underscores. */
  private static boolean isName(String host) {
    int label = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') {
        if (label == 0) {
          return false;
        }
        label = 0;
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
        label++;
      } else if (c == '-' && label > 0) {
        label++;
      } else {
        return false;
      }
      if (label > MAX_LABEL) {
        return false;
      }
    }
    return label > 0;
  }

  private static boolean mayBeNumber(String host) {
    int last = host.lastIndexOf('.') + 1;
    char first = host.charAt(last);
    return first >= '0' && first <= '9' && NUMBER.matcher(host.substring(last)).matches();
  }

  private static boolean isAddress(String host) {
    char first = host.charAt(0);
    return first >= '0' && first <= '9' && IPV4.matcher(host).matches();
  }

  /** The address that a normal host is; empty when it is a name. */
  static Optional<InetAddress> literal(String host) {
    if (!host.startsWith("[") && !isAddress(host)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("no address: " + host, e);
    }
  }

  private static Optional<String> ipv6(String host) {
    try {
      return InetAddress.getByName(host) instanceof Inet6Address address
          ? Optional.of("[" + address.getHostAddress() + "]")
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
