package dev.witloof.host.http;

import java.net.InetAddress;

/**
 * Addresses that no name may lead to: those of this machine and its networks, and whatever is not
 * of the public internet (the special-purpose registries of RFC 6890), also as IPv4 within IPv6.
 */
final class InternalAddresses {
  private InternalAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isInternalV4(bytes, 0) : isInternalV6(bytes);
  }

  private static boolean isInternalV4(byte[] bytes, int at) {
    int a = bytes[at] & 0xff;
    int b = bytes[at + 1] & 0xff;
    int c = bytes[at + 2] & 0xff;
    boolean thisNetwork = a == 0;
    boolean privateUse = a == 10 || (a == 172 && (b & 0xf0) == 16) || (a == 192 && b == 168);
    boolean shared = a == 100 && (b & 0xc0) == 64;
    boolean loopback = a == 127;
    // The metadata services of clouds are among these.
    boolean linkLocal = a == 169 && b == 254;
    boolean protocols = a == 192 && b == 0 && c == 0;
    boolean documentation =
        (a == 192 && b == 0 && c == 2)
            || (a == 198 && b == 51 && c == 100)
            || (a == 203 && b == 0 && c == 113);
    boolean relays = a == 192 && b == 88 && c == 99;
    boolean benchmarking = a == 198 && (b & 0xfe) == 18;
    boolean multicastOrReserved = a >= 224;
    return thisNetwork
        || privateUse
        || shared
        || loopback
        || linkLocal
        || protocols
        || documentation
        || relays
        || benchmarking
        || multicastOrReserved;
  }

  /** Only 2000::/3 is global unicast; some of it is not public, and some holds IPv4. */
  private static boolean isInternalV6(byte[] bytes) {
    int first = group(bytes, 0);
    int second = group(bytes, 1);
    if (first == 0x0064 && second == 0xff9b) {
      // NAT64; all of the local-use prefix beside the well-known one is internal.
      return !areZero(bytes, 4, 12) || isInternalV4(bytes, 12);
    }
    if (first == 0x2002) {
      // 6to4.
      return isInternalV4(bytes, 2);
    }
    boolean global = (first & 0xe000) == 0x2000;
    // Teredo, ORCHID, benchmarking and the other protocol assignments.
    boolean protocols = first == 0x2001 && second < 0x0200;
    boolean documentation =
        (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000);
    return !global || protocols || documentation;
  }

  private static int group(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
  }

  private static boolean areZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
