package dev.witloof.host.http.cassette;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An address in parts that can be compared: percent-encoding is undone, and the parameters of the
 * query are in the order of their names. Immutable.
 *
 * @param origin scheme and authority
 * @param path its segments
 * @param query the values of each name, in their order
 */
record Address(String origin, List<String> path, Map<String, List<String>> query) {
  Address {
    path = List.copyOf(path);
    query = Collections.unmodifiableMap(new TreeMap<>(query));
  }

  /**
   * @param url with scheme, authority and path
   */
  static Address of(String url) {
    int question = url.indexOf('?');
    String beforeQuery = question < 0 ? url : url.substring(0, question);
    int slash = beforeQuery.indexOf('/', beforeQuery.indexOf("//") + 2);
    String origin = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
    String path = slash < 0 ? "" : beforeQuery.substring(slash + 1);
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      segments.add(Percent.decoded(segment));
    }
    return new Address(origin, segments, query(question < 0 ? "" : url.substring(question + 1)));
  }

  private static Map<String, List<String>> query(String text) {
    Map<String, List<String>> query = new TreeMap<>();
    for (String parameter : text.split("&")) {
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        query
            .computeIfAbsent(plain(name), none -> new ArrayList<>())
            .add(equals < 0 ? "" : plain(parameter.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String plain(String part) {
    return Percent.decoded(part.replace('+', ' '));
  }
}
