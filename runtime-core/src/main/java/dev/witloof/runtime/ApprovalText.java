package dev.witloof.runtime;

import dev.witloof.connector.config.TomlWriter;
import dev.witloof.runtime.LoadReport.Request;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Approvals as a {@link GrantsFile} has them. */
public final class ApprovalText {
  private ApprovalText() {}

  /**
   * The lines that approve, in a {@link GrantsFile}, what a connector asks for, but for what the
   * operator names anyway.
   */
  public static String of(LoadReport report) {
    return of(approval(report));
  }

  static Approval approval(LoadReport report) {
    return new Approval(
        report.connector(),
        report.version(),
        report.identity().sha256(),
        report.trust().publisher(),
        Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
        CapabilityCheck.set(
            report.capabilities().stream()
                .filter(Request::asked)
                .filter(request -> !request.rule().equals(Optional.of(GrantRule.OPERATOR)))
                .toList()));
  }

  static String of(Approval approval) {
    return TomlWriter.element("approval", GrantsShape.APPROVAL.write(approval));
  }
}
