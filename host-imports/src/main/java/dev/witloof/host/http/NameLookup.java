package dev.witloof.host.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves names; may block. */
@FunctionalInterface
interface NameLookup {
  /**
   * @return at least one address
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /** As the JVM does, with its cache. */
  static NameLookup ofTheJvm() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
