package dev.witloof.host.http.cassette;

import java.nio.charset.StandardCharsets;
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

  /** What ends a value of JSON, or of a form. */
  private static final String END_OF_VALUE = "\"&\n";

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

  /** Whether a request is this one but for the texts in place of the markers of this one. */
  boolean matches(RequestKey asked) {
    return method.equals(asked.method)
        && Wildcard.matches(address.origin(), asked.address.origin(), "")
        && Wildcard.matches(address.path(), asked.address.path())
        && matches(address.query(), asked.address.query())
        && matches(headers, asked.headers)
        && (body.equals(asked.body) || matches(body, asked.body));
  }

  private static boolean matches(
      Map<String, List<String>> recorded, Map<String, List<String>> asked) {
    return recorded.keySet().equals(asked.keySet())
        && recorded.entrySet().stream()
            .allMatch(entry -> Wildcard.matches(entry.getValue(), asked.get(entry.getKey())));
  }

  private static boolean matches(Object recorded, Object asked) {
    if (recorded instanceof String json && asked instanceof String other) {
      return Wildcard.matches(json, other, END_OF_VALUE);
    }
    return recorded instanceof Body body
        && asked instanceof Body other
        && body.gzip() == other.gzip()
        && Wildcard.matches(characters(body), characters(other), END_OF_VALUE);
  }

  private static String characters(Body body) {
    return new String(body.content(), StandardCharsets.ISO_8859_1);
  }

  /** Whether anything of it is a marker. */
  boolean hasMarker() {
    return Wildcard.isIn(address.toString())
        || Wildcard.isIn(headers.toString())
        || Wildcard.isIn(body instanceof Body bytes ? characters(bytes) : body.toString());
  }

  private static Object comparable(Body body) {
    Optional<String> json = body.text().flatMap(Json::canonical);
    return json.isPresent() ? json.get() : body;
  }
}
