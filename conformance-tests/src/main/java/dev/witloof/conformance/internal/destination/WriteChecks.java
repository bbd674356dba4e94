package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.Elsewhere;
import dev.witloof.conformance.internal.rows.RandomRows;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written and committed is there, as it was written. */
final class WriteChecks {
  private static final int WIDE_COLUMNS = 200;
  private static final int LONG_TEXT = 200_000;
  private static final int MANY_ROWS = 20_000;
  private static final int SAMPLE_ROWS = 30;
  private static final String ALL = "Every row that was written before commit() must be there";
  private static final String EXACT = "Values must come back as they were written, nulls as nulls";

  private final DestinationProbe probe;

  private WriteChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    WriteChecks checks = new WriteChecks(probe);
    return List.of(
        Check.of("destination.commit", "What was written is there after commit()", checks::commit),
        Check.of(
            "destination.staged",
            "What was written is not visible to others before commit()",
            checks::staged),
        Check.of(
            "destination.empty-batch", "A batch without rows changes nothing", checks::emptyBatch),
        Check.of(
            "destination.tables",
            "Several tables are committed together, and aborted together",
            checks::tables),
        Check.of(
            "destination.batch-lent",
            "A batch stays the caller's: it can be read and written again after write()",
            checks::batchLent),
        Check.of(
            "destination.types",
            "Values of every scalar type come back as they were written, nulls included",
            checks::types),
        Check.of(
            "destination.environment",
            "Values written in a JVM of another time zone and language are the same",
            checks::elsewhere),
        Check.of(
                "destination.nested",
                "Lists and structs come back as they were written, at any depth",
                checks::nested)
            .needing(Behaviour.NESTED_TYPES),
        Check.of(
            "destination.wide",
            "A table of %d columns is written, and texts of %,d letters"
                .formatted(WIDE_COLUMNS, LONG_TEXT),
            checks::wide),
        Check.of(
            "destination.large", "A batch of " + MANY_ROWS + " rows is written", checks::large));
  }

  private void commit() throws Exception {
    for (TableSchema table : probe.both("commit")) {
      try (Destination destination = probe.open()) {
        destination.prepare(table);
        DestinationProbe.write(destination, table, DestinationProbe.rows(0, 10));
        DestinationProbe.write(destination, table, DestinationProbe.rows(10, 15));
        destination.commit();
        probe.requireVisible(table, DestinationProbe.rows(0, 15), "after commit()", ALL);
        DestinationProbe.write(destination, table, DestinationProbe.rows(15, 20));
        destination.commit();
      }
      probe.requireVisible(table, DestinationProbe.rows(0, 20), "after two commits", ALL);
    }
  }

  private void staged() throws Exception {
    String remedy = "Stage what is written, and show it in commit() only";
    for (TableSchema table : probe.both("staged")) {
      probe.commit(table, DestinationProbe.rows(0, 3));
      try (Destination destination = probe.open()) {
        destination.prepare(table);
        DestinationProbe.write(destination, table, DestinationProbe.rows(3, 6));
        probe.requireVisible(table, DestinationProbe.rows(0, 3), "before commit()", remedy);
        destination.commit();
      }
    }
  }

  private void emptyBatch() throws Exception {
    for (TableSchema table : probe.both("empty")) {
      try (Destination destination = probe.open()) {
        destination.prepare(table);
        DestinationProbe.write(destination, table, List.of());
        DestinationProbe.write(destination, table, DestinationProbe.rows(0, 2));
        DestinationProbe.write(destination, table, List.of());
        destination.commit();
        DestinationProbe.write(destination, table, List.of());
        destination.commit();
      }
      String when = "after batches without rows around one of two";
      probe.requireVisible(table, DestinationProbe.rows(0, 2), when, ALL);
    }
  }

  private void tables() throws Exception {
    TableSchema one = probe.either("one");
    TableSchema other = probe.either("other");
    try (Destination destination = probe.open()) {
      destination.prepare(one);
      destination.prepare(other);
      DestinationProbe.write(destination, one, DestinationProbe.rows(0, 3));
      DestinationProbe.write(destination, other, DestinationProbe.rows(10, 12));
      DestinationProbe.write(destination, one, DestinationProbe.rows(3, 6));
      destination.commit();
      DestinationProbe.write(destination, one, DestinationProbe.rows(6, 9));
      DestinationProbe.write(destination, other, DestinationProbe.rows(12, 15));
      destination.abort();
    }
    String when = "written by turns with another, committed, written again and aborted";
    String remedy = "commit() and abort() are about all tables that were written";
    probe.requireVisible(one, DestinationProbe.rows(0, 6), when, remedy);
    probe.requireVisible(other, DestinationProbe.rows(10, 12), when, remedy);
  }

  private void batchLent() throws Exception {
    TableSchema table = probe.either("lent");
    List<Row> rows = DestinationProbe.rows(0, 3);
    try (Destination destination = probe.open();
        RecordBatch batch = Rows.batch(table, rows)) {
      destination.prepare(table);
      destination.write(table.name(), batch);
      destination.commit();
      if (!Rows.of(batch).equals(rows)) {
        throw new Finding(
            "after write() to table '%s' its batch has other rows: %s"
                .formatted(table.name(), Rows.of(batch)),
            "Lent vectors are to be read, not changed");
      }
      destination.write(table.name(), batch);
      destination.commit();
    } catch (IllegalStateException closed) {
      throw new Finding(
          "after write() to table '%s' its batch cannot be used: %s"
              .formatted(table.name(), closed.getMessage()),
          "The batch stays the caller's, who closes it",
          closed);
    }
    List<Row> twice = table.primaryKey().isEmpty() ? DestinationProbe.together(rows, rows) : rows;
    probe.requireVisible(table, twice, "of a batch that was written twice", ALL);
  }

  private void types() throws Exception {
    RandomRows generator = generator("types", false);
    roundTrip("types", generator.scalars(), generator, DestinationProbe::commit);
  }

  private void elsewhere() throws Exception {
    Elsewhere.requireNative(probe.subject());
    RandomRows generator = generator("environment", false);
    roundTrip("environment", generator.scalars(), generator, WriteChecks::commitElsewhere);
  }

  private static void commitElsewhere(DestinationProbe probe, TableSchema table, List<Row> rows)
      throws Exception {
    Elsewhere.call(
        () -> {
          probe.commit(table, rows);
          return rows;
        });
  }

  /** A way to write rows. */
  private interface Commit {
    void of(DestinationProbe probe, TableSchema table, List<Row> rows) throws Exception;
  }

  private void nested() throws Exception {
    DataType text = new DataType.Text();
    DataType struct =
        new DataType.Struct(
            List.of(
                new Field("a", new DataType.Int64(), false),
                new Field("b", new DataType.ListOf(text), true)));
    roundTrip(
        "nested",
        List.of(
            new DataType.ListOf(text),
            new DataType.ListOf(new DataType.ListOf(new DataType.Int64())),
            struct,
            new DataType.ListOf(struct),
            new DataType.Struct(List.of(new Field("inner", struct, true)))),
        generator("nested", true),
        DestinationProbe::commit);
  }

  private RandomRows generator(String part, boolean nested) {
    return new RandomRows(probe.subject().seed().random(part), probe.subject().types(), nested);
  }

  /** Each type in a column without and in one with nulls, and a first row that is all null. */
  private void roundTrip(String about, List<DataType> types, RandomRows generator, Commit commit)
      throws Exception {
    List<Field> fields = new ArrayList<>(List.of(DestinationProbe.ID));
    for (int i = 0; i < types.size(); i++) {
      fields.add(new Field("must_" + i, types.get(i), false));
      fields.add(new Field("may_" + i, types.get(i), true));
    }
    List<String> key = probe.declares(Behaviour.UPSERT) ? List.of("id") : List.of();
    TableSchema table = new TableSchema(probe.newName(about), fields, key);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < SAMPLE_ROWS; id++) {
      List<@Nullable Object> values = new ArrayList<>(List.of(id));
      for (DataType type : types) {
        values.add(generator.value(type));
        values.add(id % 3 == 0 ? null : generator.value(type));
      }
      rows.add(new Row(values));
    }
    commit.of(probe, table, rows);
    probe.requireVisible(table, rows, "(" + probe.subject().seed() + ")", EXACT);
  }

  private void wide() throws Exception {
    List<Field> fields = new ArrayList<>(List.of(DestinationProbe.ID));
    for (int i = 1; i < WIDE_COLUMNS; i++) {
      fields.add(
          new Field("column_" + i, i % 2 == 0 ? new DataType.Int64() : new DataType.Text(), true));
    }
    List<String> key = probe.declares(Behaviour.UPSERT) ? List.of("id") : List.of();
    TableSchema table = new TableSchema(probe.newName("wide"), fields, key);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 3; id++) {
      List<@Nullable Object> values = new ArrayList<>(List.of(id));
      for (int i = 1; i < WIDE_COLUMNS; i++) {
        values.add(i % 2 == 0 ? (Object) (id * i) : "value " + i);
      }
      values.set(1, "é".repeat(LONG_TEXT));
      rows.add(new Row(values));
    }
    probe.commit(table, rows);
    probe.requireVisible(table, rows, "of many columns and long texts", EXACT);
  }

  private void large() throws Exception {
    TableSchema table = probe.either("large");
    List<Row> rows = DestinationProbe.rows(0, MANY_ROWS);
    probe.commit(table, rows);
    probe.requireVisible(table, rows, "written by one batch", ALL);
  }
}
