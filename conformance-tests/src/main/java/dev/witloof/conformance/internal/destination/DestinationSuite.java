package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.DestinationSubject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All checks of a destination. */
public final class DestinationSuite {
  private DestinationSuite() {}

  /** The checks, in the order in which one makes sense after the other. */
  public static List<Check> checks(DestinationSubject subject) {
    DestinationProbe probe = new DestinationProbe(subject);
    return Stream.<Function<DestinationProbe, List<Check>>>of(
            WriteChecks::of,
            TransactionChecks::of,
            KeyChecks::of,
            SchemaChecks::of,
            GeneratedChecks::of)
        .flatMap(part -> part.apply(probe).stream())
        .toList();
  }
}
