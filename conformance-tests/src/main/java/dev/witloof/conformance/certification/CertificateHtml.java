package dev.witloof.conformance.certification;

import dev.witloof.conformance.CallUse;
import dev.witloof.conformance.CheckResult.State;
import dev.witloof.conformance.ReadEvidence;
import dev.witloof.conformance.certification.Certificate.CapabilityUse;
import dev.witloof.conformance.certification.Certificate.CertifiedCheck;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.GrantRule;
import dev.witloof.runtime.LoadReport;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A certificate for people: one page of HTML that needs no other file and no script, to be read on
 * a screen or on paper. What comes from the connector is shown as text, whatever it is.
 */
public final class CertificateHtml {
  private static final int MOST_BATCHES = 20;
  private static final String NONE = "<p class=quiet>None.</p>\n";

  private CertificateHtml() {}

  /** The page. */
  public static String render(Certificate certificate) {
    String title = "%s: %s".formatted(certificate.implementation().name(), verdict(certificate));
    return HEAD.replace("{title}", HtmlText.of(title))
        + summary(certificate)
        + failures(certificate)
        + capabilities(certificate)
        + determinism(certificate)
        + checks(certificate)
        + conditions(certificate)
        + use(certificate)
        + FOOT;
  }

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>{title}</title>
      <style>
      :root { color-scheme: light dark; --line: #8886; --good: #17803d; --bad: #b3261e; --quiet: #777; }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { margin-bottom: 0; overflow-wrap: anywhere; }
      h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
      code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
      .verdict { font-size: 1.3rem; font-weight: 600; }
      .passed { color: var(--good); } .failed { color: var(--bad); }
      .skipped, .not-applicable, .quiet { color: var(--quiet); }
      .finding { border-left: 4px solid var(--bad); padding: .1rem 1rem; margin: 1rem 0; break-inside: avoid; }
      .finding p { white-space: pre-wrap; overflow-wrap: anywhere; }
      @media print { body { max-width: none; margin: 0; font-size: 10pt; } tr { break-inside: avoid; } h2 { break-after: avoid; } }
      </style>
      </head>
      <body>
      """;

  private static final String FOOT =
      """
      <h2>What this does not say</h2>
      <p>The checks saw the connector under these conditions and for this long. That a check passed says that no fault of its
      kind was seen, and not that there is none; a check that was skipped says nothing. Neither is it said that the rows are
      true, that the services behave as they did, or that a native connector keeps to itself what it can reach.</p>
      </body>
      </html>
      """;

  private static String verdict(Certificate certificate) {
    return certificate.passed() ? "passed" : "failed";
  }

  private static String summary(Certificate certificate) {
    Implementation implementation = certificate.implementation();
    return """
    <h1>%s %s</h1>
    <p class="verdict %s">%s</p>
    <p>%d checks passed, <span class="%s">%d failed</span>, %d were skipped, %d do not apply.</p>
    <table>
    <tr><th scope="row">Kind</th><td>%s, contract %s</td></tr>
    <tr><th scope="row">SHA-256</th><td><code>%s</code></td></tr>
    %s<tr><th scope="row">Run</th><td><code>%s</code>, %s, %s s</td></tr>
    </table>
    """
        .formatted(
            HtmlText.of(implementation.name()),
            HtmlText.of(implementation.version().orElse("")),
            verdict(certificate),
            certificate.passed() ? "Passed" : "Failed",
            certificate.count(State.PASSED),
            certificate.passed() ? "quiet" : "failed",
            certificate.count(State.FAILED),
            certificate.count(State.SKIPPED),
            certificate.count(State.NOT_APPLICABLE),
            implementation.kind() == Implementation.Kind.WASM
                ? "WebAssembly component"
                : "native, Java code of the host",
            HtmlText.of(implementation.contract()),
            HtmlText.of(implementation.sha256()),
            implementation
                .manifestSha256()
                .map(
                    sha ->
                        "<tr><th scope=\"row\">Manifest</th><td><code>%s</code></td></tr>\n"
                            .formatted(HtmlText.of(sha)))
                .orElse(""),
            certificate.run().id(),
            certificate.run().started(),
            seconds(certificate.run().elapsed().toMillis()));
  }

  private static String failures(Certificate certificate) {
    List<CertifiedCheck> failed =
        certificate.checks().stream().filter(check -> check.state() == State.FAILED).toList();
    if (failed.isEmpty()) {
      return "";
    }
    return "<h2>What failed</h2>\n"
        + failed.stream()
            .map(
                check ->
                    """
                    <div class="finding">
                    <p><code>%s</code> (%s): %s.</p>
                    <p><strong>%s</strong></p>
                    <p>%s</p>
                    </div>
                    """
                        .formatted(
                            HtmlText.of(check.id()),
                            check.role().key(),
                            HtmlText.of(check.title()),
                            HtmlText.of(check.finding().orElse("")),
                            HtmlText.of(check.remedy().orElse(""))))
            .collect(Collectors.joining());
  }

  private static String capabilities(Certificate certificate) {
    String heading = "<h2>Capabilities</h2>\n";
    if (certificate.implementation().kind() == Implementation.Kind.NATIVE) {
      return heading
          + "<p>A native connector is code of the host: it is granted nothing, and nothing is kept"
          + " from it.</p>\n";
    } else if (certificate.capabilities().isEmpty()) {
      return heading + "<p>It asks for nothing.</p>\n";
    }
    return heading
        + table(
            List.of("Capability", "Asked for", "Granted for this run", "Used"),
            certificate.capabilities().stream().map(CertificateHtml::capability).toList());
  }

  private static List<String> capability(CapabilityUse use) {
    LoadReport.Request request = use.request();
    return List.of(
        "<code>" + HtmlText.of(request.toString()) + "</code>",
        yes(request.asked()),
        request.rule().map(GrantRule::key).map(rule -> "yes, by " + rule).orElse("no"),
        yes(use.used()));
  }

  private static String determinism(Certificate certificate) {
    StringBuilder section = new StringBuilder("<h2>Determinism</h2>\n");
    if (certificate.evidence().isEmpty()) {
      return section.append("<p class=\"quiet\">Nothing was read twice.</p>\n").toString();
    }
    section.append(
        "<p>Each table was read twice, by instances of their own with the same clock and random"
            + " numbers. Digests are SHA-256: of a batch's Arrow IPC stream, of a cursor's bytes,"
            + " and of all of these for a read.</p>\n");
    certificate.evidence().forEach(read -> section.append(evidence(read)));
    return section.toString();
  }

  private static String evidence(ReadEvidence evidence) {
    ReadEvidence.Read first = evidence.first();
    String batches =
        table(
            List.of("Rows", "Batch", "Cursor after it"),
            first.batches().stream()
                .limit(MOST_BATCHES)
                .map(b -> List.of("" + b.rows(), digest(b.sha256()), digest(b.cursor())))
                .toList());
    int more = first.batches().size() - MOST_BATCHES;
    return """
    <h3>%s: <span class="%s">%s</span></h3>
    <p>%s rows in %s batches. First read %s, second %s.</p>
    <details open>
    <summary>Batches</summary>
    %s%s</details>
    """
        .formatted(
            HtmlText.of(evidence.table()),
            evidence.isSame() ? "passed" : "failed",
            evidence.isSame() ? "the same bytes" : "not the same bytes",
            number(first.rows()),
            number(first.batches().size()),
            digest(first.sha256()),
            digest(evidence.second().sha256()),
            batches,
            more > 0 ? "<p>And " + number(more) + " more.</p>\n" : "");
  }

  private static String checks(Certificate certificate) {
    return "<h2>All checks</h2>\n"
        + table(
            List.of("Check", "State", "What must hold"),
            certificate.checks().stream().map(CertificateHtml::check).toList());
  }

  private static List<String> check(CertifiedCheck check) {
    String state = ConformanceShape.word(check.state());
    return List.of(
        "<code>" + HtmlText.of(check.id()) + "</code>",
        "<span class=\"%s\">%s</span>".formatted(state, state.replace('-', ' ')),
        HtmlText.of(check.title())
            + check
                .reason()
                .map(reason -> "<br><span class=\"quiet\">" + HtmlText.of(reason) + "</span>")
                .orElse(""));
  }

  private static String conditions(Certificate certificate) {
    Conditions conditions = certificate.conditions();
    OptionalLong seed = conditions.reproducibility().seed();
    return "<h2>Conditions</h2>\n"
        + table(
            List.of(),
            List.of(
                List.of(
                    "Answers to requests",
                    network(conditions.network())
                        + conditions.cassette().map(CertificateHtml::cassette).orElse("")),
                List.of(
                    "Clock",
                    HtmlText.of(CertificateJson.clock(conditions.reproducibility().clock()))),
                List.of("Random numbers", seed.isPresent() ? "seed " + seed.getAsLong() : "random"),
                List.of("Declared absent", words(conditions.absent())),
                List.of("Tables", names(conditions.tables(), "all")),
                List.of("Settings given", names(sorted(conditions.settings()), "none")),
                List.of("Variables given", names(sorted(conditions.variables()), "none")),
                List.of("Made-up secrets", names(sorted(conditions.canaries()), "none")),
                List.of("Scenarios", words(conditions.scenarios())),
                List.of(
                    "Bounds of a table",
                    "%s batches, %s rows, %s s"
                        .formatted(
                            number(conditions.bounds().batches()),
                            number(conditions.bounds().rows()),
                            seconds(conditions.bounds().time().toMillis()))),
                List.of(
                    "Headroom",
                    String.format(
                        Locale.ROOT, "%.0f %% of each limit", 100 * conditions.headroom())),
                List.of(
                    "A call never returns",
                    "after %s s".formatted(seconds(conditions.callLimit().toMillis()))),
                List.of(
                    "Limits", conditions.limits().map(CertificateHtml::limits).orElse("none"))));
  }

  private static String cassette(Conditions.Cassette cassette) {
    return "<br>%s, %s".formatted(HtmlText.of(cassette.name()), digest(cassette.sha256()));
  }

  private static String limits(ConnectorLimits limits) {
    return "%s units of fuel, %s bytes of memory, %s s a batch, %s s to discover, %s s otherwise; %s bytes lifted, %s handles, %s requests at once with bodies of %s bytes, answers of %s"
        .formatted(
            number(limits.fuel()),
            number(limits.memory()),
            seconds(limits.nextDeadline().toMillis()),
            seconds(limits.discoverDeadline().toMillis()),
            seconds(limits.callDeadline().toMillis()),
            number(limits.liftedBytes()),
            number(limits.handles()),
            number(limits.httpInFlight()),
            number(limits.httpRequestBody()),
            number(limits.httpResponseBody()));
  }

  private static String network(Conditions.Network network) {
    return switch (network) {
      case RECORDED -> "from a cassette; nothing was sent";
      case LIVE -> "from the services themselves";
      case NONE -> "there were none";
      case UNSEEN -> "not seen: the connector is native";
    };
  }

  private static String use(Certificate certificate) {
    return "<h2>What calls used</h2>\n"
        + table(
            List.of(
                "Function", "Table", "Calls", "Fuel, at most", "Memory, at most", "Time, at most"),
            certificate.run().calls().stream().map(CertificateHtml::call).toList());
  }

  private static List<String> call(CallUse call) {
    return List.of(
        "<code>" + HtmlText.of(call.function()) + "</code>",
        HtmlText.of(call.table().orElse("")),
        number(call.calls()),
        number(call.fuel()),
        number(call.memory()) + " bytes",
        number(call.elapsed().toMillis()) + " ms");
  }

  /** Cells are HTML; the first of each row is its heading when there is no head. */
  private static String table(List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return NONE;
    }
    String first =
        head.stream()
            .map(cell -> "<th scope=\"col\">" + cell + "</th>")
            .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    return "<table>\n"
        + (head.isEmpty() ? "" : first)
        + rows.stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> "<td>" + cell + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
            .collect(Collectors.joining())
        + "</table>\n";
  }

  private static String digest(String sha256) {
    return "<code>" + HtmlText.of(sha256) + "</code>";
  }

  private static String yes(boolean isSo) {
    return isSo ? "yes" : "no";
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }

  private static String names(List<String> names, String whenNone) {
    return names.isEmpty() ? whenNone : HtmlText.of(String.join(", ", names));
  }

  private static String words(Collection<? extends Enum<?>> values) {
    return names(values.stream().map(ConformanceShape::word).sorted().toList(), "none");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / 1e3);
  }
}
