package dev.witloof.conformance.certification;

import dev.witloof.conformance.CheckResult.State;
import dev.witloof.conformance.certification.Certificate.CertifiedCheck;
import dev.witloof.runtime.GuestText;

/** A certificate in a few lines: the verdict, and what failed. */
public final class CertificateText {
  private CertificateText() {}

  /** The lines, each ended by a line feed; what comes from the connector is on one line each. */
  public static String render(Certificate certificate) {
    StringBuilder text = new StringBuilder();
    for (CertifiedCheck check : certificate.checks()) {
      if (check.state() == State.FAILED) {
        text.append("FAILED ").append(check.id()).append(": ");
        text.append(GuestText.message(check.finding().orElse(""))).append('\n');
        check
            .remedy()
            .ifPresent(
                remedy -> text.append("    ").append(GuestText.message(remedy)).append('\n'));
      }
    }
    Implementation implementation = certificate.implementation();
    return text.append(GuestText.plain(implementation.name()))
        .append(implementation.version().map(version -> " " + GuestText.plain(version)).orElse(""))
        .append(certificate.passed() ? " passed: " : " failed: ")
        .append(certificate.count(State.PASSED))
        .append(" checks passed, ")
        .append(certificate.count(State.FAILED))
        .append(" failed, ")
        .append(certificate.count(State.SKIPPED))
        .append(" skipped, ")
        .append(certificate.count(State.NOT_APPLICABLE))
        .append(" not applicable\n")
        .toString();
  }
}
