package dev.witloof.host.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which requests may leave: the host must be granted by name, {@code *.} standing for any
 * subdomain, and must not resolve to an address of this machine or its network. An address literal
 * or {@code localhost} that is granted as such may be private. {@link PlainRoutes} sees to it that
 * the addresses checked are those connected to.
 */
final class EgressPolicy {
  private static final Pattern LITERAL = Pattern.compile("\\[.*\\]|[0-9]+(?:\\.[0-9]+){3}");
  private static final Pattern ONLY_DIGITS = Pattern.compile("(?:0[xX][0-9a-fA-F]*|[0-9.])+");

  private final List<String> granted;

  EgressPolicy(List<String> granted) {
    this.granted = granted.stream().map(EgressPolicy::normal).toList();
  }

  /** The name was granted and has no reason to be refused. */
  void checkName(URI uri) throws HttpFailure {
    String host = host(uri);
    if (granted.stream().noneMatch(pattern -> matches(pattern, host))) {
      throw HttpFailure.denied(
          "host "
              + host
              + " is not granted (granted: "
              + (granted.isEmpty() ? "none" : String.join(", ", granted))
              + "); to allow it, name it under http in the manifest and grant it");
    }
    if (!LITERAL.matcher(host).matches() && ONLY_DIGITS.matcher(host).matches()) {
      throw HttpFailure.denied("'" + host + "' is an address in disguise");
    }
  }

  /** The addresses behind the name may be connected to. */
  void checkAddresses(URI uri) throws HttpFailure {
    String host = host(uri);
    if (!(isLiteral(uri) && granted.contains(host))) {
      publicAddresses(host);
    }
  }

  /** Whether a host names its address itself, so that there is nothing to look up. */
  static boolean isLiteral(URI uri) {
    String host = host(uri);
    return LITERAL.matcher(host).matches() || host.equals("localhost");
  }

  /**
   * Looks up a name; may block.
   *
   * @return at least one address
   * @throws HttpFailure when there is none, or one of them is not of the public internet
   */
  static List<InetAddress> publicAddresses(String host) throws HttpFailure {
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
      for (InetAddress address : addresses) {
        if (isInternal(address)) {
          throw new HttpFailure(
              "destination-IP-prohibited",
              "host "
                  + host
                  + " leads to the internal address "
                  + address.getHostAddress()
                  + "; only an address or localhost that is granted as such may be internal");
        }
      }
      return addresses;
    } catch (UnknownHostException e) {
      throw HttpFailure.dns(host);
    }
  }

  /** Lower case; a bare IPv6 address in brackets, as in a URI. */
  private static String normal(String granted) {
    String host = granted.toLowerCase(Locale.ROOT);
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String host(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static boolean matches(String pattern, String host) {
    return pattern.startsWith("*.")
        ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
        : pattern.equals(host);
  }

  /** Whether an address is not one of the public internet. */
  static boolean isInternal(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isInternalV4(bytes, 0) : isInternalV6(bytes);
  }

  /** What the JDK's predicates leave out: this network, shared, reserved, test, benchmark. */
  private static boolean isInternalV4(byte[] bytes, int at) {
    int a = bytes[at] & 0xff;
    int b = bytes[at + 1] & 0xff;
    int c = bytes[at + 2] & 0xff;
    return a == 0
        || a == 10
        || a == 127
        || a >= 224
        || (a == 100 && (b & 0xc0) == 64)
        || (a == 169 && b == 254)
        || (a == 172 && (b & 0xf0) == 16)
        || (a == 192 && b == 168)
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 198 && (b & 0xfe) == 18)
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113);
  }

  private static boolean isInternalV6(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    boolean uniqueLocal = (first & 0xfe00) == 0xfc00;
    boolean documentation = first == 0x2001 && second == 0x0db8;
    boolean teredo = first == 0x2001 && second == 0;
    if (uniqueLocal || documentation || teredo) {
      return true;
    }
    // IPv4 inside of IPv6: 6to4, NAT64, and the compatible and mapped forms.
    if (first == 0x2002) {
      return isInternalV4(bytes, 2);
    }
    if (first == 0x0064 && second == 0xff9b) {
      return isInternalV4(bytes, 12);
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return isInternalV4(bytes, 12);
  }
}
