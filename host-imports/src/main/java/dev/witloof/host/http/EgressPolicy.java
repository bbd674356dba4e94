package dev.witloof.host.http;

import dev.witloof.connector.HttpRule;
import java.util.List;
import java.util.StringJoiner;

/** Which requests of a connector may leave, by what was granted. Immutable. */
final class EgressPolicy {
  private final List<HttpRule> granted;

  EgressPolicy(List<HttpRule> granted) {
    this.granted = List.copyOf(granted);
  }

  /**
   * Looks for a rule that allows the request.
   *
   * @return whether the destination may be internal, because a rule names an address itself
   * @throws HttpFailure when no rule does
   */
  boolean admit(Target target) throws HttpFailure {
    boolean isAllowed = false;
    for (HttpRule rule : granted) {
      if (rule.matches(
          target.method(), target.scheme(), target.host(), target.port(), target.path())) {
        if (rule.namesAddress()) {
          return true;
        }
        isAllowed = true;
      }
    }
    if (!isAllowed) {
      throw HttpFailure.denied(refusal(target));
    }
    return false;
  }

  /** Says what of the request is not granted, but nothing of its path, which may hold secrets. */
  private String refusal(Target target) {
    boolean isOnlyThePath =
        granted.stream()
            .anyMatch(
                rule ->
                    new HttpRule(
                            rule.methods(),
                            rule.scheme(),
                            rule.host(),
                            rule.port(),
                            HttpRule.ANY_PATH)
                        .matches(
                            target.method(), target.scheme(), target.host(), target.port(), "/"));
    StringJoiner rules = new StringJoiner(", ", " (granted: ", ")").setEmptyValue(" (none is)");
    granted.forEach(rule -> rules.add(rule.toString()));
    return target.method()
        + " "
        + target.origin()
        + (isOnlyThePath ? " with this path" : "")
        + " is not granted"
        + rules
        + "; to allow it, name it under http in the manifest and grant it";
  }
}
