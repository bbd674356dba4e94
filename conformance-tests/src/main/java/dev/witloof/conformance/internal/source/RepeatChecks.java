package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.Elsewhere;
import dev.witloof.conformance.internal.rows.RowDiff;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;

/** What must be the same when a table is read again. */
final class RepeatChecks {
  private final SourceProbe probe;

  private RepeatChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    RepeatChecks checks = new RepeatChecks(probe);
    return List.of(
        Check.of("rows.repeatable", "A second read gives the same rows", checks::repeatable)
            .needing(Behaviour.REPEATABLE),
        Check.of("rows.ordered", "A second read gives the rows in the same order", checks::ordered)
            .needing(Behaviour.ORDERED),
        Check.of(
                "determinism",
                "A second read gives the same batches and cursors, byte for byte",
                checks::deterministic)
            .needing(Behaviour.DETERMINISTIC),
        Check.of(
                "rows.environment",
                "A read gives the same rows in a JVM of another time zone and language",
                checks::elsewhere)
            .needing(Behaviour.REPEATABLE));
  }

  private void repeatable() {
    for (TableSchema table : probe.tables()) {
      TableRead first = probe.whole(table);
      new RowDiff(table)
          .ofBags(first.rows(), probe.wholeAgain(table).rows())
          .ifPresent(
              difference -> {
                throw new Finding(
                    "a second read of table '%s' gives other rows: %s"
                        .formatted(table.name(), difference),
                    "Keep no state from one read to the next, or declare REPEATABLE absent");
              });
    }
  }

  private void ordered() {
    for (TableSchema table : probe.tables()) {
      TableRead first = probe.whole(table);
      TableRead second = probe.wholeAgain(table);
      if (new RowDiff(table).ofBags(first.rows(), second.rows()).isPresent()) {
        continue; // Other rows are what rows.repeatable finds.
      }
      new RowDiff(table)
          .ofSequences(first.rows(), second.rows())
          .ifPresent(
              difference -> {
                throw new Finding(
                    "a second read of table '%s': %s".formatted(table.name(), difference),
                    "Ask the service for an order, or declare ORDERED absent");
              });
    }
  }

  private void deterministic() {
    for (TableSchema table : probe.tables()) {
      TableRead first = probe.positions(table);
      TableRead second = probe.positionsAgain(table);
      if (!first.start().equals(second.start())) {
        throw differs(table, "the cursor before the first batch");
      }
      int batches = Math.min(first.batches().size(), second.batches().size());
      for (int i = 0; i < batches; i++) {
        BatchRead one = first.batches().get(i);
        BatchRead other = second.batches().get(i);
        if (!one.sha256().equals(other.sha256())) {
          throw differs(table, "batch " + i);
        } else if (!one.after().equals(other.after())) {
          throw differs(table, "the cursor after batch " + i);
        }
      }
      if (first.batches().size() != second.batches().size()) {
        throw differs(table, "the number of batches");
      }
    }
  }

  private void elsewhere() throws Exception {
    Elsewhere.requireNative(probe.subject());
    for (TableSchema table : probe.tables()) {
      TableRead here = probe.whole(table);
      TableRead there = Elsewhere.call(() -> again(table));
      probe
          .difference(table, here.rows(), there.rows())
          .ifPresent(
              difference -> {
                throw new Finding(
                    "table '%s', read with the time zone and language of another country: %s"
                        .formatted(table.name(), difference),
                    "Say which zone and language is meant wherever times and texts are read or"
                        + " written");
              });
    }
  }

  private TableRead again(TableSchema table) {
    try (Source source = probe.open()) {
      return probe.reader().read(source, table.name(), Optional.empty());
    }
  }

  private static Finding differs(TableSchema table, String what) {
    return new Finding(
        "table '%s': %s differs between two reads".formatted(table.name(), what),
        "Let nothing depend on clocks, random numbers or the order of hash tables, or declare"
            + " DETERMINISTIC absent");
  }
}
