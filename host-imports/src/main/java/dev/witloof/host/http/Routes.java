package dev.witloof.host.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides the way of a request. A name is looked up once, here, and none of its addresses may be
 * internal; the connection then goes to one of these, so that a name that leads elsewhere by then
 * (DNS rebinding) makes no difference.
 *
 * <p>With a proxy of the operator, it is the proxy that resolves names and connects. Thread-safe.
 */
final class Routes {
  private static final String LOCALHOST = "localhost";

  private final NameLookup names;
  private final Supplier<@Nullable ProxySelector> proxies;

  Routes(NameLookup names, Supplier<@Nullable ProxySelector> proxies) {
    this.names = names;
    this.proxies = proxies;
  }

  /**
   * Decides at once; a name is looked up on the caller's thread.
   *
   * @param mayBeInternal whether the grant names an address itself
   */
  CompletableFuture<Route> of(Target target, boolean mayBeInternal) {
    try {
      return CompletableFuture.completedFuture(decided(target, mayBeInternal));
    } catch (HttpFailure | RuntimeException refused) {
      // A selector of proxies is foreign code.
      return CompletableFuture.failedFuture(refused);
    }
  }

  private Route decided(Target target, boolean mayBeInternal) throws HttpFailure {
    Optional<InetSocketAddress> proxy = proxy(target);
    Optional<InetAddress> literal = checkLiteral(target, mayBeInternal);
    if (proxy.isPresent()) {
      return new Route(target, List.of(), Optional.of(resolved(proxy.get())));
    }
    return new Route(
        target,
        literal.isPresent() ? List.of(literal.get()) : checked(target.host(), mayBeInternal),
        Optional.empty());
  }

  /**
   * The address that a target names itself.
   *
   * @throws HttpFailure when it is internal and may not be
   */
  static Optional<InetAddress> checkLiteral(Target target, boolean mayBeInternal)
      throws HttpFailure {
    Optional<InetAddress> literal = HostName.literal(target.host());
    if (literal.isPresent()) {
      checkInternal(target.host(), literal.get(), mayBeInternal);
    } else if (target.host().equals(LOCALHOST) && !mayBeInternal) {
      throw internal(target.host(), InetAddress.getLoopbackAddress());
    }
    return literal;
  }

  private List<InetAddress> checked(String host, boolean mayBeInternal) throws HttpFailure {
    List<InetAddress> addresses = lookUp(host);
    for (InetAddress address : addresses) {
      checkInternal(host, address, mayBeInternal);
    }
    return addresses;
  }

  private InetSocketAddress resolved(InetSocketAddress proxy) throws HttpFailure {
    return proxy.isUnresolved()
        ? new InetSocketAddress(lookUp(proxy.getHostString()).get(0), proxy.getPort())
        : proxy;
  }

  private List<InetAddress> lookUp(String host) throws HttpFailure {
    try {
      return names.addresses(host);
    } catch (UnknownHostException e) {
      throw HttpFailure.dns(host);
    }
  }

  private static void checkInternal(String host, InetAddress address, boolean mayBeInternal)
      throws HttpFailure {
    if (!mayBeInternal && InternalAddresses.contains(address)) {
      throw internal(host, address);
    }
  }

  private static HttpFailure internal(String host, InetAddress address) {
    return new HttpFailure(
        "destination-IP-prohibited",
        "host "
            + host
            + " leads to the internal address "
            + address.getHostAddress()
            + "; only an address or localhost that is granted as such may be internal");
  }

  /** The first proxy that the JVM is configured to use; the path is none of its business. */
  private Optional<InetSocketAddress> proxy(Target target) throws HttpFailure {
    ProxySelector selector = proxies.get();
    if (selector == null) {
      return Optional.empty();
    }
    for (Proxy proxy : selector.select(URI.create(target.origin() + "/"))) {
      if (proxy.type() == Proxy.Type.DIRECT) {
        return Optional.empty();
      }
      if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
        return Optional.of(address);
      }
    }
    throw new HttpFailure(
        "configuration-error",
        "the proxies configured for " + target.origin() + " are not HTTP proxies");
  }
}
