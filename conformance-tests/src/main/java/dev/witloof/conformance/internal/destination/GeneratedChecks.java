package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.rows.RandomRows;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.RowDiff;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.Destination;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Schemas, batches and orders of calls by chance, against a model of what must be visible. */
final class GeneratedChecks {
  private static final int TABLES = 12;
  private static final int CALLS = 12;
  private static final int MOST_ROWS = 20;

  private final DestinationProbe probe;

  private GeneratedChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    GeneratedChecks checks = new GeneratedChecks(probe);
    return List.of(
        Check.of(
            "destination.generated",
            "Whatever the schema, the rows and the order of calls, exactly what was committed is"
                + " visible",
            checks::run));
  }

  private void run() throws Exception {
    RandomGenerator random = probe.subject().seed().random("generated");
    RandomRows generator =
        new RandomRows(random, probe.subject().types(), probe.declares(Behaviour.NESTED_TYPES));
    for (int i = 0; i < TABLES; i++) {
      boolean keyed =
          probe.declares(Behaviour.UPSERT)
              && (random.nextBoolean() || !probe.declares(Behaviour.TABLES_WITHOUT_KEY));
      new Story(generator.schema(probe.newName("generated"), keyed), generator, random).run();
    }
  }

  /** One table, and what was done to it. */
  private final class Story {
    private final TableSchema table;
    private final RandomRows generator;
    private final RandomGenerator random;
    private final List<String> calls = new ArrayList<>();
    private final List<Row> staged = new ArrayList<>();
    private List<Row> committed = List.of();

    Story(TableSchema table, RandomRows generator, RandomGenerator random) {
      this.table = table;
      this.generator = generator;
      this.random = random;
    }

    void run() throws Exception {
      Destination destination = opened();
      try {
        for (int i = 0; i < CALLS; i++) {
          switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> write(destination);
            case 4, 5 -> commit(destination);
            case 6 -> abort(destination);
            default -> {
              calls.add("close");
              staged.clear();
              destination.close();
              destination = opened();
            }
          }
          compare();
        }
        commit(destination);
      } catch (RuntimeException failure) {
        throw new Finding(
            "table %s: after %s a call fails: %s (%s)"
                .formatted(table, calls, failure, probe.subject().seed()),
            "Each of these calls is allowed where it stands",
            failure);
      } finally {
        destination.close();
      }
      compare();
    }

    private Destination opened() {
      Destination destination = probe.open();
      destination.prepare(table);
      return destination;
    }

    private void write(Destination destination) {
      List<Row> rows = generator.rows(table, random.nextInt(MOST_ROWS));
      calls.add("write " + rows.size());
      DestinationProbe.write(destination, table, rows);
      staged.addAll(rows);
    }

    private void commit(Destination destination) {
      calls.add("commit");
      destination.commit();
      committed = merged(DestinationProbe.together(committed, staged));
      staged.clear();
    }

    private void abort(Destination destination) {
      calls.add("abort");
      destination.abort();
      staged.clear();
      destination.prepare(table);
    }

    private List<Row> merged(List<Row> rows) {
      List<Integer> key = Rows.key(table);
      if (key.isEmpty()) {
        return rows;
      }
      Map<Row, Row> byKey = new LinkedHashMap<>();
      rows.forEach(row -> byKey.put(row.project(key), row));
      return List.copyOf(byKey.values());
    }

    private void compare() throws Exception {
      Optional<String> difference = new RowDiff(table).ofBags(committed, probe.visible(table));
      if (difference.isPresent()) {
        throw new Finding(
            "table %s after %s: %s (%s)"
                .formatted(table, calls, difference.get(), probe.subject().seed()),
            "Others must see exactly what was committed; the seed repeats the run");
      }
    }
  }
}
