package dev.witloof.conformance.internal.rows;

import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares rows that a table gave with those that it should have given, and says the first
 * difference in words.
 */
public final class RowDiff {
  private final TableSchema table;

  public RowDiff(TableSchema table) {
    this.table = table;
  }

  /** The same rows, each as often, in any order: empty when they are. */
  public Optional<String> ofBags(List<Row> expected, List<Row> actual) {
    Map<Row, Integer> balance = balance(expected, actual);
    List<Row> missing = balance.keySet().stream().filter(row -> balance.get(row) > 0).toList();
    List<Row> extra = balance.keySet().stream().filter(row -> balance.get(row) < 0).toList();
    if (missing.isEmpty() && extra.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    parts.add("%d rows expected, %d came".formatted(expected.size(), actual.size()));
    changed(missing, extra).ifPresent(parts::add);
    if (!missing.isEmpty()) {
      parts.add("missing: " + some(missing));
    }
    if (!extra.isEmpty()) {
      parts.add("too many: " + some(extra));
    }
    return Optional.of(String.join("; ", parts));
  }

  /** At least these rows, each at least as often, in any order: empty when they are. */
  public Optional<String> ofMissing(List<Row> expected, List<Row> actual) {
    Map<Row, Integer> balance = balance(expected, actual);
    List<Row> missing = balance.keySet().stream().filter(row -> balance.get(row) > 0).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(missing.size() + " rows are missing: " + some(missing));
  }

  /** The same rows in the same order: empty when they are. */
  public Optional<String> ofSequences(List<Row> expected, List<Row> actual) {
    Optional<String> bags = ofBags(expected, actual);
    if (bags.isPresent()) {
      return bags;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        return Optional.of(
            "the rows are the same but their order is not: row %d is %s where %s was before"
                .formatted(i, name(actual.get(i)), name(expected.get(i))));
      }
    }
    return Optional.empty();
  }

  private static Map<Row, Integer> balance(List<Row> expected, List<Row> actual) {
    Map<Row, Integer> balance = new LinkedHashMap<>();
    expected.forEach(row -> balance.merge(row, 1, Integer::sum));
    actual.forEach(row -> balance.merge(row, -1, Integer::sum));
    return balance;
  }

  /** A row of the same key with another value, if there is one. */
  private Optional<String> changed(List<Row> missing, List<Row> extra) {
    List<Integer> key = Rows.key(table);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Map<Row, Row> byKey = new LinkedHashMap<>();
    missing.forEach(row -> byKey.put(row.project(key), row));
    for (Row other : extra) {
      Row same =
          other.values().size() == table.fields().size() ? byKey.get(other.project(key)) : null;
      if (same != null && !same.equals(other)) {
        return Optional.of(difference(same, other));
      }
    }
    return Optional.empty();
  }

  private String difference(Row expected, Row actual) {
    for (int i = 0; i < expected.values().size(); i++) {
      if (!Objects.equals(expected.get(i), actual.get(i))) {
        return "%s has %s in column '%s' where %s is expected"
            .formatted(
                name(actual),
                Row.show(actual.get(i)),
                table.fields().get(i).name(),
                Row.show(expected.get(i)));
      }
    }
    throw new IllegalArgumentException("the rows are equal: " + expected);
  }

  private String some(List<Row> rows) {
    String shown = rows.stream().limit(3).map(this::name).collect(Collectors.joining(", "));
    return rows.size() > 3 ? shown + " and " + (rows.size() - 3) + " more" : shown;
  }

  /** The row by its key, or all of it when the table has none. */
  public String name(Row row) {
    List<Integer> key = Rows.key(table);
    boolean whole = key.isEmpty() || row.values().size() != table.fields().size();
    return whole ? "row " + row : "the row of key " + row.project(key);
  }
}
