package dev.witloof.conformance.internal.trail;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.HttpRequestKind;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.Subject;
import dev.witloof.connector.Effects;
import dev.witloof.connector.Effects.Place;
import dev.witloof.runtime.LoadReport;
import java.util.List;
import java.util.Set;

/** Where the requests of a connector went in all checks before. */
public final class EgressChecks {
  /** Methods that change something by their meaning; POST may as well ask for something. */
  private static final Set<String> CHANGING = Set.of("PUT", "PATCH", "DELETE");

  private final Subject subject;
  private final Runnable use;

  private EgressChecks(Subject subject, Runnable use) {
    this.subject = subject;
    this.use = use;
  }

  /**
   * The checks of a subject.
   *
   * @param use makes the connector do what it is for, unless it has
   */
  public static List<Check> of(Subject subject, Runnable use) {
    EgressChecks checks = new EgressChecks(subject, use);
    return List.of(
        Check.of(
            "egress.allowed-hosts",
            "Every request went where the manifest says that requests go",
            checks::allowed),
        Check.of(
            "egress.effects",
            "Requests are no others than the effects that the manifest declares",
            checks::effects));
  }

  private void allowed() {
    for (HttpRequestKind kind : requests()) {
      kind.refusal()
          .ifPresent(
              refusal -> {
                throw new Finding(
                    "the request %s was refused: %s".formatted(kind, refusal),
                    "Ask for it by http under [capabilities], or do not send it");
              });
    }
    requireAllHeard(subject);
  }

  private void effects() {
    Effects effects =
        report()
            .manifest()
            .effects()
            .orElseThrow(() -> new NotApplicable("the manifest declares no effects"));
    for (HttpRequestKind kind : requests()) {
      if (kind.refusal().isPresent()) {
        continue; // What egress.allowed-hosts finds had no effect.
      }
      if (!effects.reads().contains(Place.REMOTE) && !effects.writes().contains(Place.REMOTE)) {
        throw new Finding(
            "the manifest declares no remote effects, and the connector sent " + kind,
            "Declare reads = [\"remote\"] or writes = [\"remote\"] under [effects]");
      }
      if (CHANGING.contains(kind.method()) && !effects.writes().contains(Place.REMOTE)) {
        throw new Finding(
            "the manifest does not declare that it writes to remote services, and the connector"
                + " sent "
                + kind,
            "Declare writes = [\"remote\"] under [effects]");
      }
    }
    requireAllHeard(subject);
  }

  /** What was not looked at is no good: a flood of requests may be there to hide one. */
  static void requireAllHeard(Subject subject) {
    if (subject.connector().witness().unheardRequests() > 0) {
      throw new Finding(
          "the connector sent requests of more kinds than can be looked at",
          "Use fewer hosts and methods: at most 10,000 kinds in all checks together");
    }
  }

  private Set<HttpRequestKind> requests() {
    report();
    use.run();
    Set<HttpRequestKind> requests = subject.connector().witness().requests().keySet();
    if (requests.isEmpty()) {
      throw new NotApplicable("the connector sent no request");
    }
    return requests;
  }

  private LoadReport report() {
    return subject
        .connector()
        .connector()
        .report()
        .orElseThrow(() -> new NotApplicable("nobody sees what a native connector sends"));
  }
}
