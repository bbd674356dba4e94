package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.internal.SettingChecks;
import dev.witloof.conformance.internal.trail.ContractChecks;
import dev.witloof.conformance.internal.trail.EgressChecks;
import dev.witloof.conformance.internal.trail.SecretChecks;
import dev.witloof.conformance.internal.watch.Watch;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All checks of a destination. */
public final class DestinationSuite {
  private DestinationSuite() {}

  /** The checks, in the order in which one makes sense after the other. */
  public static List<Check> checks(DestinationSubject subject, Watch watch) {
    DestinationProbe probe = new DestinationProbe(subject, watch);
    return Stream.<Function<DestinationProbe, List<Check>>>of(
            p -> ContractChecks.of(p.subject()),
            WriteChecks::of,
            ValueChecks::of,
            TransactionChecks::of,
            CrashChecks::of,
            CursorStoreChecks::of,
            CallerChecks::of,
            KeyChecks::of,
            SchemaChecks::of,
            ExistingTableChecks::of,
            NameChecks::of,
            p -> SettingChecks.of(p.subject(), p::openAndClose),
            GeneratedChecks::of,
            // After all that makes the connector do something.
            DestinationSuite::trail)
        .flatMap(part -> part.apply(probe).stream())
        .toList();
  }

  private static List<Check> trail(DestinationProbe probe) {
    DestinationErrors said = new DestinationErrors(probe);
    return Stream.of(
            EgressChecks.of(probe.subject(), said::all),
            SecretChecks.of(probe.subject(), Stream::of, said::all))
        .flatMap(List::stream)
        .toList();
  }
}
