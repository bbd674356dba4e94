package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Two tables and their rows, as a service would have them. */
final class SampleTables {
  static final int BATCH = 5;
  static final int ROWS = 23;

  static final TableSchema PEOPLE =
      new TableSchema(
          "people",
          List.of(
              new Field("id", new DataType.Int64(), false),
              new Field("name", new DataType.Text(), true)),
          List.of("id"));
  static final TableSchema EVENTS =
      new TableSchema(
          "events",
          List.of(
              new Field("at", new DataType.Int64(), false),
              new Field("tags", new DataType.ListOf(new DataType.Text()), true)),
          List.of());

  private SampleTables() {}

  static List<TableSchema> all() {
    return List.of(PEOPLE, EVENTS);
  }

  /** Rows from one position to another, exclusive. */
  static List<Row> rows(TableSchema table, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> row(table, i)).toList();
  }

  private static Row row(TableSchema table, int position) {
    List<Object> values = new ArrayList<>();
    if (table.name().equals(PEOPLE.name())) {
      values.add((long) position);
      values.add(position % 4 == 0 ? null : "naïve mind " + position);
    } else {
      // More than a double can hold exactly.
      values.add((1L << 53) + 1 + position);
      values.add(position % 4 == 0 ? null : List.of("a" + position, "b"));
    }
    return new Row(values);
  }
}
