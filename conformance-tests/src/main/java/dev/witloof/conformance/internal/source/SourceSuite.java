package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.ReadEvidence;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.internal.SettingChecks;
import dev.witloof.conformance.internal.trail.ContractChecks;
import dev.witloof.conformance.internal.trail.EgressChecks;
import dev.witloof.conformance.internal.trail.SecretChecks;
import dev.witloof.conformance.internal.watch.Watch;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All checks of a source, and what they have read. */
public final class SourceSuite {
  private final SourceProbe probe;

  public SourceSuite(SourceSubject subject, Watch watch) {
    probe = new SourceProbe(subject, watch);
  }

  /** The checks, in the order in which one makes sense after the other. */
  public List<Check> checks() {
    return Stream.<Function<SourceProbe, List<Check>>>of(
            p -> ContractChecks.of(p.subject()),
            DiscoverChecks::of,
            StreamChecks::of,
            RepeatChecks::of,
            CursorChecks::of,
            ResumeChecks::of,
            ProcessChecks::of,
            IsolationChecks::of,
            CallerChecks::of,
            LifecycleChecks::of,
            RefusalChecks::of,
            ScenarioChecks::of,
            p -> SettingChecks.of(p.subject(), p::openAndClose),
            LimitChecks::of,
            HttpFaultChecks::of,
            // After all that makes the connector do something.
            SourceSuite::trail,
            // Last, because it changes the tables.
            GrowthChecks::of)
        .flatMap(part -> part.apply(probe).stream())
        .toList();
  }

  private static List<Check> trail(SourceProbe probe) {
    SourceSecrets said = new SourceSecrets(probe);
    return Stream.of(
            EgressChecks.of(probe.subject(), () -> use(probe)),
            SecretChecks.of(probe.subject(), said::data, said::errors))
        .flatMap(List::stream)
        .toList();
  }

  private static void use(SourceProbe probe) {
    try {
      probe.tables().forEach(probe::failure);
    } catch (NotApplicable undiscovered) {
      return; // Whatever it did until then, it did.
    }
  }

  /** What two reads of each table gave; of the tables that can be read twice. */
  public List<ReadEvidence> evidence() {
    return Evidence.of(probe);
  }
}
