package dev.witloof.host.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stub of DNS: what names lead to may change from one lookup to the next. */
final class Names implements NameLookup {
  private final Map<String, Deque<List<InetAddress>>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  /** What the next lookup of a name gives; the last answer is repeated. */
  synchronized Names with(String host, String... addresses) throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address));
    }
    answers.computeIfAbsent(host, none -> new ArrayDeque<>()).add(all);
    return this;
  }

  /** Names that were looked up, in order. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public synchronized List<InetAddress> addresses(String host) throws UnknownHostException {
    asked.add(host);
    Deque<List<InetAddress>> left = answers.get(host);
    if (left == null) {
      throw new UnknownHostException(host);
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }
}
