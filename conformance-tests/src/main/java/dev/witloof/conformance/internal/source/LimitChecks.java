package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.CallUse;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.LoadReport;
import java.time.Duration;
import java.util.List;

/** How much of its limits a connector uses. */
final class LimitChecks {
  private final SourceProbe probe;

  private LimitChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    LimitChecks checks = new LimitChecks(probe);
    return List.of(
        Check.of(
            "limits.headroom",
            "Each call stays within the stated part of the budgets of fuel, memory and time",
            checks::headroom));
  }

  private void headroom() {
    LoadReport report =
        probe
            .subject()
            .connector()
            .connector()
            .report()
            .orElseThrow(() -> new NotApplicable("a native connector has no limits"));
    for (TableSchema table : probe.tables()) {
      probe.whole(table);
    }
    List<CallUse> calls = probe.subject().connector().witness().calls();
    if (calls.isEmpty()) {
      throw new NotApplicable("the runtime does not say what calls use");
    }
    for (CallUse call : calls) {
      require(call, report.limits());
    }
    if (probe.subject().connector().witness().unheardCalls() > 0) {
      throw new Finding(
          "calls were about more tables than can be looked at",
          "Test fewer tables at once: name them by tables(…) in a test, or by tables in"
              + " conformance.toml");
    }
  }

  private void require(CallUse call, ConnectorLimits limits) {
    Duration deadline =
        switch (call.function()) {
          case "discover" -> limits.discoverDeadline();
          case "[method]read-handle.next" -> limits.nextDeadline();
          default -> limits.callDeadline();
        };
    within(call, "fuel", call.fuel(), limits.fuel(), "units");
    within(call, "memory", call.memory(), limits.memory(), "bytes");
    // How long it took is another thing in each run: it is told where runs are.
    if (call.elapsed().toMillis() > part() * deadline.toMillis()) {
      throw tooMuch(call, "more than %s of %,d ms of time".formatted(part(), deadline.toMillis()));
    }
  }

  private double part() {
    return probe.subject().headroom();
  }

  private void within(CallUse call, String what, long used, long budget, String unit) {
    if (used > part() * budget) {
      throw tooMuch(
          call,
          "%,d of %,d %s of %s, more than %s of it".formatted(used, budget, unit, what, part()));
    }
  }

  private static Finding tooMuch(CallUse call, String used) {
    return new Finding(
        "%s%s used %s"
            .formatted(
                call.function(),
                call.table().map(table -> " of table '" + table + "'").orElse(""),
                used),
        "Make batches smaller, or ask for a higher limit in the manifest");
  }
}
