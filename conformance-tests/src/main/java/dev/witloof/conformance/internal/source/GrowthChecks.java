package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a table that grows. Changes the tables, so it comes after all other checks. */
final class GrowthChecks {
  private final SourceProbe probe;

  private GrowthChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    GrowthChecks checks = new GrowthChecks(probe);
    return List.of(
        Check.of(
                "cursor.incremental",
                "The cursor of the end later gives what was added",
                checks::incremental)
            .needing(Behaviour.INCREMENTAL, Behaviour.REPEATABLE));
  }

  private void incremental() {
    Runnable grow =
        probe
            .subject()
            .grow()
            .orElseThrow(() -> new NotApplicable("the test says no way to add rows: grow(…)"));
    List<TableSchema> tables = probe.tables();
    List<TableRead> before = new ArrayList<>();
    for (TableSchema table : tables) {
      before.add(anew(table, Optional.empty()));
    }
    grow.run();
    boolean grown = false;
    for (int i = 0; i < tables.size(); i++) {
      TableSchema table = tables.get(i);
      TableRead old = before.get(i);
      List<Row> all = anew(table, Optional.empty()).rows();
      List<Row> added = anew(table, Optional.of(old.cursorAt(old.batches().size()))).rows();
      grown |= all.size() > old.rows().size();
      List<Row> together = new ArrayList<>(old.rows());
      together.addAll(added);
      probe
          .difference(table, all, together)
          .ifPresent(
              difference -> {
                throw new Finding(
                    "table '%s' grew, and what was read before it with what the cursor of the end"
                            .formatted(table.name())
                        + " gives is not the whole: "
                        + difference,
                    "The cursor of the end must give what is added later, and nothing else");
              });
    }
    if (!grown) {
      throw new NotApplicable("grow(…) of the test added no rows to any table");
    }
  }

  private TableRead anew(TableSchema table, Optional<Cursor> from) {
    try (Source source = probe.open()) {
      return probe.reader().withCursors().read(source, table.name(), from);
    }
  }
}
