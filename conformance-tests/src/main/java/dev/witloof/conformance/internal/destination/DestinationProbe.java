package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.RowDiff;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.conformance.internal.watch.Watch;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The destination under test, tables to write, and a look at what it wrote. */
final class DestinationProbe {
  static final Field ID = new Field("id", new DataType.Int64(), false);
  static final Field NAME = new Field("name", new DataType.Text(), true);

  private final DestinationSubject subject;
  private final Watch watch;
  private int tables;

  DestinationProbe(DestinationSubject subject, Watch watch) {
    this.subject = subject;
    this.watch = watch;
  }

  DestinationSubject subject() {
    return subject;
  }

  boolean declares(Behaviour behaviour) {
    return subject.behaviours().declares(behaviour);
  }

  Destination open() {
    return watch.destination(subject::open);
  }

  /** Opens a destination with another configuration, and closes it. */
  void openAndClose(Map<String, String> config) {
    watch.destination(() -> subject.connector().connector().destination(config)).close();
  }

  /** A name that no table of this run has. */
  String newName(String about) {
    tables++;
    return subject.tablePrefix() + about + "_" + tables;
  }

  /** A new table with the key {@link #ID}. */
  TableSchema keyed(String about) {
    return table(newName(about), true);
  }

  /** A new table of the same columns without a key. */
  TableSchema keyless(String about) {
    return table(newName(about), false);
  }

  /** A table of {@link #ID} and {@link #NAME}, with the key {@link #ID} or without one. */
  static TableSchema table(String name, boolean keyed) {
    return new TableSchema(name, List.of(ID, NAME), keyed ? List.of("id") : List.of());
  }

  /** New tables with and without a key, as far as the destination takes them. */
  List<TableSchema> both(String about) {
    List<TableSchema> both = new ArrayList<>();
    if (declares(Behaviour.UPSERT)) {
      both.add(keyed(about));
    }
    if (declares(Behaviour.TABLES_WITHOUT_KEY)) {
      both.add(keyless(about));
    }
    return both;
  }

  /** A new table of either kind. */
  TableSchema either(String about) {
    return both(about).get(0);
  }

  /** A row of {@link #ID} and {@link #NAME}. */
  static Row row(long id, @Nullable String name) {
    return new Row(Arrays.asList(id, name));
  }

  /** Rows of {@link #ID} and {@link #NAME} from one id to another, exclusive. */
  static List<Row> rows(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> row(i, "name " + i)).toList();
  }

  static List<Row> together(List<Row> some, List<Row> more) {
    List<Row> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  static void write(Destination destination, TableSchema table, List<Row> rows) {
    try (RecordBatch batch = Rows.batch(table, rows)) {
      destination.write(table.name(), batch);
    }
  }

  /** Prepares, writes and commits by a destination of its own. */
  void commit(TableSchema table, List<Row> rows) {
    try (Destination destination = open()) {
      destination.prepare(table);
      write(destination, table, rows);
      destination.commit();
    }
  }

  List<Row> visible(TableSchema table) throws Exception {
    return watch.call("the read-back of the test", () -> subject.readBack().rows(table)).stream()
        .map(Row::new)
        .toList();
  }

  /**
   * @throws Finding when others see other rows than these
   */
  void requireVisible(TableSchema table, List<Row> expected, String when, String remedy)
      throws Exception {
    new RowDiff(table)
        .ofBags(expected, visible(table))
        .ifPresent(
            difference -> {
              throw new Finding(
                  "table '%s' %s %s: %s".formatted(table.name(), kind(table), when, difference),
                  remedy);
            });
  }

  private static String kind(TableSchema table) {
    return table.primaryKey().isEmpty() ? "without a key" : "with the key " + table.primaryKey();
  }
}
