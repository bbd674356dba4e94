package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.internal.trail.Said;
import dev.witloof.connector.Destination;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** What a destination says when it refuses something. */
final class DestinationErrors {
  private final DestinationProbe probe;

  DestinationErrors(DestinationProbe probe) {
    this.probe = probe;
  }

  /** The errors of calls that it must refuse, or may. */
  List<Said> all() {
    List<Said> errors = new ArrayList<>();
    TableSchema table = probe.either("secrets");
    try (Destination destination = probe.open()) {
      said(
          "the error for a table that was not prepared",
          () -> DestinationProbe.write(destination, table, DestinationProbe.rows(0, 1)),
          errors);
      said("the error of abort()", destination::abort, errors);
      said(
          "the error of a commit",
          () -> {
            destination.prepare(table);
            DestinationProbe.write(destination, table, DestinationProbe.rows(0, 1));
            destination.commit();
          },
          errors);
    }
    return errors;
  }

  private static void said(String where, Runnable body, List<Said> errors) {
    try {
      body.run();
    } catch (RuntimeException refusal) {
      errors.add(new Said(where, String.valueOf(refusal)));
    }
  }
}
