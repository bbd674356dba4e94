package dev.witloof.conformance.internal.trail;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.Subject;
import dev.witloof.connector.Determinism;
import dev.witloof.connector.Effects;
import dev.witloof.runtime.LoadReport;
import java.util.List;

/** What can be told of a connector before it runs: its shape, and what its manifest declares. */
public final class ContractChecks {
  private final Subject subject;

  private ContractChecks(Subject subject) {
    this.subject = subject;
  }

  /** The checks of a subject. */
  public static List<Check> of(Subject subject) {
    ContractChecks checks = new ContractChecks(subject);
    return List.of(
        Check.of(
            ContractShape.ID, ContractShape.TITLE, () -> ContractShape.require(checks.report())),
        Check.of(
            "manifest.declarations",
            "What the manifest declares of effects and determinism is what is tested",
            checks::declarations));
  }

  private LoadReport report() {
    return subject
        .connector()
        .connector()
        .report()
        .orElseThrow(() -> new NotApplicable("a native connector has no component"));
  }

  private void declarations() {
    LoadReport report = report();
    if (report.manifest().effects().isEmpty() && report.manifest().determinism().isEmpty()) {
      throw new NotApplicable("the manifest declares neither effects nor determinism");
    }
    report.manifest().determinism().ifPresent(this::requireTested);
    report.manifest().effects().ifPresent(this::requireTested);
  }

  private void requireTested(Determinism declared) {
    boolean tested = subject.behaviours().declares(Behaviour.DETERMINISTIC);
    if (declared.deterministic() && !tested && subject instanceof SourceSubject) {
      throw new Finding(
          "the manifest says deterministic = true, and the test declares DETERMINISTIC absent",
          "Correct one of the two");
    }
  }

  private void requireTested(Effects declared) {
    Behaviour needed =
        subject instanceof SourceSubject ? Behaviour.REPEATABLE : Behaviour.IDEMPOTENT_WRITES;
    if (declared.idempotent() && !subject.behaviours().declares(needed)) {
      throw new Finding(
          "the manifest says idempotent = true, and the test declares %s absent".formatted(needed),
          "Correct one of the two");
    }
  }
}
