package dev.witloof.host.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The way a request goes, decided before anything of it is sent.
 *
 * @param target where it goes
 * @param addresses the checked addresses, one of which is connected to; empty when a proxy resolves
 *     the name, or when there is no network
 * @param proxy the operator's
 */
record Route(Target target, List<InetAddress> addresses, Optional<InetSocketAddress> proxy) {
  /** Which connections may carry it: those to the same origin by the same proxy. */
  record Key(String scheme, String host, int port, Optional<InetSocketAddress> proxy) {}

  Route {
    addresses = List.copyOf(addresses);
  }

  Key key() {
    return new Key(target.scheme(), target.host(), target.port(), proxy);
  }
}
