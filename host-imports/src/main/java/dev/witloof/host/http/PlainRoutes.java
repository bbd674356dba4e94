package dev.witloof.host.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the client connect a plain HTTP request to the very address that was checked. {@code
 * java.net.http} resolves names itself and JDK 17 lets nobody else do it, so a name could lead
 * elsewhere by then (DNS rebinding); but a proxy is given to it as an address. Naming the checked
 * address of the server as the proxy sends the request there, in the absolute form that every
 * server must accept (RFC 9112, 3.2.2).
 *
 * <p>HTTPS needs no such help: whoever answers has to present a certificate for the granted name,
 * or nothing of the request is sent. A proxy that the operator configured for the JVM is used as
 * usual; what it connects to is its own affair.
 */
final class PlainRoutes extends ProxySelector {
  /** Finds the addresses of a name that may be connected to. */
  @FunctionalInterface
  interface Addresses {
    List<InetAddress> of(String host) throws HttpFailure;
  }

  private final Addresses addresses;

  PlainRoutes(Addresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public List<Proxy> select(URI uri) {
    List<Proxy> configured = configured(uri);
    boolean isProxied = configured.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    if (isProxied || uri.getScheme().equalsIgnoreCase("https") || EgressPolicy.isLiteral(uri)) {
      return configured;
    }
    try {
      InetAddress checked = addresses.of(uri.getHost()).get(0);
      int port = uri.getPort() == -1 ? 80 : uri.getPort();
      return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(checked, port)));
    } catch (HttpFailure failure) {
      throw new IllegalArgumentException(failure.getMessage(), failure);
    }
  }

  private static List<Proxy> configured(URI uri) {
    @Nullable ProxySelector ofTheJvm = ProxySelector.getDefault();
    List<Proxy> proxies = ofTheJvm == null ? List.of() : ofTheJvm.select(uri);
    return proxies.isEmpty() ? List.of(Proxy.NO_PROXY) : proxies;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    ProxySelector ofTheJvm = ProxySelector.getDefault();
    if (ofTheJvm != null) {
      ofTheJvm.connectFailed(uri, address, failure);
    }
  }
}
