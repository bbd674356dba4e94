package dev.witloof.host.http.cassette;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a request is compared, under the rules of a cassette: equal keys match. Immutable.
 *
 * @param headers the values of those that are compared
 * @param body JSON with its keys in order, or the body as it is; nothing when it is not compared
 */
record RequestKey(String method, Address address, Map<String, List<String>> headers, Object body) {

  static RequestKey of(RecordedRequest request, Matching rules) {
    Address whole = Address.of(request.url());
    Map<String, List<String>> query = new TreeMap<>(whole.query());
    query.keySet().removeAll(rules.ignoredQuery());
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : rules.headers()) {
      headers.put(name, request.headers().getOrDefault(name, List.of()));
    }
    return new RequestKey(
        request.method(),
        new Address(whole.origin(), whole.path(), query),
        headers,
        rules.body() ? comparable(request.body()) : "");
  }

  private static Object comparable(Body body) {
    Optional<String> json = body.text().flatMap(Json::canonical);
    return json.isPresent() ? json.get() : body;
  }
}
