package dev.witloof.host.http;

import dev.witloof.connector.HttpRule;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which requests may leave: a rule must grant them, and the host must not resolve to an address of
 * this machine or its network. An address literal or {@code localhost} that is granted as such may
 * be private. {@link PlainRoutes} sees to it that the addresses checked are those connected to.
 */
final class EgressPolicy {
  private static final Pattern LITERAL = Pattern.compile("\\[.*\\]|[0-9]+(?:\\.[0-9]+){3}");

  private final List<HttpRule> granted;

  EgressPolicy(List<HttpRule> granted) {
    this.granted = List.copyOf(granted);
  }

  /** The request was granted, as far as its method and address tell. */
  void checkRequest(String method, URI uri) throws HttpFailure {
    if (granted.stream().noneMatch(rule -> matches(rule, method, uri))) {
      throw HttpFailure.denied(
          method
              + " "
              + uri.getScheme()
              + "://"
              + uri.getRawAuthority()
              + uri.getRawPath()
              + " is not granted (granted: "
              + (granted.isEmpty()
                  ? "none"
                  : granted.stream().map(HttpRule::toString).collect(Collectors.joining(", ")))
              + "); to allow it, name it under http in the manifest and grant it");
    }
  }

  /** The addresses behind the name may be connected to. */
  void checkAddresses(URI uri) throws HttpFailure {
    String host = host(uri);
    if (granted.stream().noneMatch(rule -> rule.namesAddress() && isHost(rule, uri))) {
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

  private static String host(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static boolean matches(HttpRule rule, String method, URI uri) {
    return rule.matches(method, uri.getScheme(), uri.getHost(), port(uri), uri.getRawPath());
  }

  private static boolean isHost(HttpRule rule, URI uri) {
    return new HttpRule(
            Set.of(), rule.scheme(), rule.host(), OptionalInt.empty(), HttpRule.ANY_PATH)
        .matches("GET", rule.scheme(), uri.getHost(), port(uri), HttpRule.ANY_PATH);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
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
