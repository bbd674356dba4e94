package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.SourceSubject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All checks of a source. */
public final class SourceSuite {
  private SourceSuite() {}

  /** The checks, in the order in which one makes sense after the other. */
  public static List<Check> checks(SourceSubject subject) {
    SourceProbe probe = new SourceProbe(subject);
    return Stream.<Function<SourceProbe, List<Check>>>of(
            DiscoverChecks::of,
            StreamChecks::of,
            RepeatChecks::of,
            CursorChecks::of,
            ResumeChecks::of,
            IsolationChecks::of,
            LifecycleChecks::of,
            RefusalChecks::of,
            ScenarioChecks::of,
            LimitChecks::of,
            HttpFaultChecks::of,
            // Last, because it changes the tables.
            GrowthChecks::of)
        .flatMap(part -> part.apply(probe).stream())
        .toList();
  }
}
