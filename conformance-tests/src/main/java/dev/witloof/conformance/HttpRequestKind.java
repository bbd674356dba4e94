package dev.witloof.conformance;

import dev.witloof.connector.HttpRule;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import java.util.Optional;

/**
 * Requests that a connector made and that differ in nothing but path, headers and body.
 *
 * @param scheme {@code http} or {@code https}
 * @param port the effective one
 * @param refusal why they were not let out; empty when they were
 */
public record HttpRequestKind(
    String method, String scheme, String host, int port, Optional<String> refusal) {

  static HttpRequestKind of(EgressDecided decided) {
    return new HttpRequestKind(
        decided.method(), decided.scheme(), decided.host(), decided.port(), decided.refusal());
  }

  /** Whether a rule can have let them out, whatever their path. */
  public boolean mayBeOf(HttpRule rule) {
    return refusal.isEmpty()
        && new HttpRule(rule.methods(), rule.scheme(), rule.host(), rule.port(), HttpRule.ANY_PATH)
            .matches(method, scheme, host, port, HttpRule.ANY_PATH);
  }

  /** For messages, such as {@code GET https://example.com:443}. */
  @Override
  public String toString() {
    return method + " " + scheme + "://" + host + ":" + port;
  }
}
