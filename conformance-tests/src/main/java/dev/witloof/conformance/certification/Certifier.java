package dev.witloof.conformance.certification;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.CallUse;
import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.ReadEvidence;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.Subject;
import dev.witloof.conformance.Witness;
import dev.witloof.conformance.certification.Certificate.CapabilityUse;
import dev.witloof.conformance.certification.Certificate.CertifiedCheck;
import dev.witloof.conformance.certification.Certificate.Role;
import dev.witloof.conformance.certification.Certificate.Run;
import dev.witloof.conformance.internal.trail.ContractShape;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.secret.GuestSecrets;
import dev.witloof.runtime.secret.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Runs all checks on one connector and writes down what they found. Confined to one thread; for one
 * certificate.
 *
 * <pre>{@code
 * Certificate certificate = new Certifier(implementation, conditions).certify(List.of(subject));
 * Files.writeString(file, CertificateHtml.render(certificate));
 * }</pre>
 */
public final class Certifier {
  private final Implementation implementation;
  private final Conditions conditions;
  private final Instant started = Clock.systemUTC().instant();
  private final long startedNanos = System.nanoTime();
  private final List<CertifiedCheck> checks = new ArrayList<>();
  private final Map<String, Duration> times = new LinkedHashMap<>();
  private final List<ReadEvidence> evidence = new ArrayList<>();
  private Consumer<CertifiedCheck> progress = check -> {};
  private Redactor redactor = Redactor.none();

  public Certifier(Implementation implementation, Conditions conditions) {
    this.implementation = implementation;
    this.conditions = conditions;
  }

  /** Tells of each check when it has ended. */
  public Certifier onCheck(Consumer<CertifiedCheck> hears) {
    progress = hears;
    return this;
  }

  /**
   * Runs the checks of a connector as a source, as a destination or as both.
   *
   * @param subjects at least one, all of the same connector, which is closed at the end
   */
  public Certificate certify(List<Subject> subjects) {
    ConnectorUnderTest connector = subjects.get(0).connector();
    try {
      redactor =
          Redactor.of(
              GuestSecrets.named(
                  subjects.stream().map(s -> connector.secrets(s.config())).toList()));
      subjects.forEach(this::run);
      return certificate(
          connector.connector().report().map(LoadReport::capabilities).orElse(List.of()),
          connector.witness());
    } finally {
      connector.close();
    }
  }

  /** What there is to say of a connector that cannot be loaded, for what it is. */
  public Certificate refused(LoadReport report) {
    CertifiedCheck shape =
        ContractShape.refusal(report)
            .map(
                finding ->
                    new CertifiedCheck(
                        report.manifest().kind().isSource() ? Role.SOURCE : Role.DESTINATION,
                        ContractShape.ID,
                        ContractShape.TITLE,
                        CheckResult.State.FAILED,
                        Optional.empty(),
                        Optional.of(finding.what()),
                        Optional.of(finding.remedy())))
            .orElseThrow(() -> new IllegalArgumentException("nothing stops it from loading"));
    add(shape, Duration.ZERO);
    return certificate(report.capabilities(), new Witness());
  }

  private void run(Subject subject) {
    Role role = subject instanceof SourceSubject ? Role.SOURCE : Role.DESTINATION;
    // The connector is closed when all of it is done.
    ConformanceSuite suite = ConformanceSuite.of(subject);
    suite.checks().stream()
        .map(suite::run)
        .forEach(result -> add(certified(role, result), result.elapsed()));
    if (subject.behaviours().declares(Behaviour.DETERMINISTIC)) {
      suite.evidence().stream().map(this::redacted).forEach(evidence::add);
    }
  }

  private void add(CertifiedCheck check, Duration elapsed) {
    checks.add(check);
    times.put(check.role().key() + " " + check.id(), elapsed);
    progress.accept(check);
  }

  private CertifiedCheck certified(Role role, CheckResult result) {
    Optional<Finding> finding =
        result.failure().filter(Finding.class::isInstance).map(Finding.class::cast);
    boolean failed = result.state() == CheckResult.State.FAILED;
    boolean passed = result.state() == CheckResult.State.PASSED;
    return new CertifiedCheck(
        role,
        result.id(),
        result.title(),
        result.state(),
        failed || passed ? Optional.empty() : Optional.of(redactor.redact(result.detail())),
        failed
            ? Optional.of(redactor.redact(finding.map(Finding::what).orElse(result.detail())))
            : Optional.empty(),
        finding.map(Finding::remedy));
  }

  private ReadEvidence redacted(ReadEvidence read) {
    return new ReadEvidence(redactor.redact(read.table()), read.first(), read.second());
  }

  private CallUse redacted(CallUse use) {
    return new CallUse(
        use.function(),
        use.table().map(redactor::redact),
        use.calls(),
        use.fuel(),
        use.memory(),
        use.elapsed());
  }

  private Certificate certificate(List<LoadReport.Request> requests, Witness witness) {
    List<CapabilityUse> capabilities =
        requests.stream().map(r -> new CapabilityUse(r, witness.used(r))).toList();
    Run run =
        new Run(
            UUID.randomUUID(),
            started,
            Duration.ofNanos(System.nanoTime() - startedNanos),
            Runtime.version().toString(),
            Optional.ofNullable(Certifier.class.getPackage().getImplementationVersion())
                .orElse("unpackaged"),
            times,
            witness.calls().stream().map(this::redacted).toList(),
            witness.requests());
    return new Certificate(implementation, conditions, checks, capabilities, evidence, run);
  }
}
