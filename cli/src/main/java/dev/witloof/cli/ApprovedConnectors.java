package dev.witloof.cli;

import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Connectors;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.GrantsFile;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadReport.Request;
import dev.witloof.runtime.TrustLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens connectors under what is approved. What is not is asked of the person at the terminal, one
 * question a capability, and the answer is recorded; without a person the connector is refused.
 */
final class ApprovedConnectors {
  private final Connectors connectors;
  private final Console console;
  private final GrantsOptions options;

  ApprovedConnectors(ConnectorRuntime runtime, Console console, GrantsOptions options) {
    this.connectors = new Connectors(runtime);
    this.console = console;
    this.options = options;
  }

  /**
   * @param named what the operator grants by name
   * @param loading how it is loaded under some grants
   * @throws Unapproved when approvals are missing
   * @throws LoadRefused when it is refused for another reason
   */
  Connector open(
      String spec, Path folder, Grants.Builder named, Function<Grants, LoadOptions> loading) {
    Optional<GrantsFile> file = options.read(console);
    Connector opened;
    try {
      opened = connectors.open(spec, folder, loading.apply(grants(named, file)));
    } catch (LoadRefused refused) {
      GrantsFile approved = approved(refused, file);
      opened = connectors.open(spec, folder, loading.apply(grants(named, Optional.of(approved))));
    }
    opened.report().ifPresent(report -> loaded(report, file));
    return opened;
  }

  LoadReport inspect(
      String spec, Path folder, Grants.Builder named, Function<Grants, LoadOptions> loading) {
    Grants grants = grants(named, options.read(console));
    return connectors.inspect(spec, folder, loading.apply(grants));
  }

  /** Whether it would load if only its capabilities were approved. */
  static boolean needsApprovalAlone(LoadReport report) {
    return !report.loadable()
        && report.problems().stream()
            .allMatch(problem -> problem.kind() == LoadProblem.Kind.CAPABILITY);
  }

  private Grants grants(Grants.Builder named, Optional<GrantsFile> file) {
    file.ifPresent(named::file);
    return options.development() ? named.forDevelopment().build() : named.build();
  }

  private GrantsFile approved(LoadRefused refused, Optional<GrantsFile> file) {
    LoadReport report = refused.report();
    if (!needsApprovalAlone(report)) {
      throw refused;
    }
    if (!console.interactive() || file.isEmpty() || !confirmed(report)) {
      throw new Unapproved(refused, options.howToApprove(report, console));
    }
    GrantsFile approved = file.get().approve(report);
    console.say("recorded in " + approved.file());
    return approved;
  }

  private boolean confirmed(LoadReport report) {
    console.say(
        "connector %s%s, sha256 %s,%s asks for what is not approved"
            .formatted(
                GuestText.quote(report.connector()),
                report.version().map(version -> " " + GuestText.plain(version)).orElse(""),
                report.identity().sha256(),
                report.trust().publisher().map(p -> " published by " + p + ",").orElse("")));
    report
        .upgrade()
        .ifPresent(
            upgrade ->
                console.say(
                    "compared with what was approved for%s:\n%s"
                        .formatted(
                            upgrade.earlier().version().map(v -> " version " + v).orElse(" it"),
                            upgrade.difference().toString().indent(2).stripTrailing())));
    List<Request> open =
        report.capabilities().stream().filter(r -> r.asked() && !r.granted()).toList();
    return open.stream().allMatch(request -> console.confirms(question(request)));
  }

  private static String question(Request request) {
    return "grant " + request + request.remark().map(what -> ", which is " + what).orElse("") + "?";
  }

  private void loaded(LoadReport report, Optional<GrantsFile> file) {
    report.warnings().forEach(warning -> console.say("warning: " + GuestText.message(warning)));
    boolean isNews =
        file.isPresent()
            && report.trust().publisher().isPresent()
            && report.trust().level() != TrustLevel.DEVELOPMENT
            && file.get().approvals().stream()
                .noneMatch(known -> known.component().equals(report.identity().sha256()));
    if (isNews) {
      // What an upgrade of it is compared with, even if this asks for nothing.
      GrantsFile recorded = file.get().approve(report);
      console.say("recorded in " + recorded.file() + " what a trusted publisher's connector gets");
    }
  }
}
