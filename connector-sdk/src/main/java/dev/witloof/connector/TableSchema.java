package dev.witloof.connector;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table: its name, its columns in order and its primary key. Immutable.
 *
 * @param name never empty; unique among the tables of a source
 * @param fields the columns, at least one, with unique names
 * @param primaryKey names of the columns that together identify a row, in the order of the key;
 *     empty when the table has no key. Key columns are not nullable. A destination upserts by the
 *     key and appends without one
 */
public record TableSchema(String name, List<Field> fields, List<String> primaryKey) {
  /** The most columns, struct members and list elements a table may have in all. */
  public static final int MAX_NODES = 10_000;

  /** The deepest nesting of types; a scalar column has depth 1. */
  public static final int MAX_DEPTH = 64;

  /**
   * @throws IllegalArgumentException naming the table and the column when the name is empty, there
   *     are no columns, names repeat, a key column is missing, repeated or nullable, or the columns
   *     nest deeper than {@value #MAX_DEPTH} or unfold to more than {@value #MAX_NODES} nodes
   */
  public TableSchema {
    fields = List.copyOf(fields);
    primaryKey = List.copyOf(primaryKey);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a table needs a name, but it is empty");
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("table '%s' has no columns".formatted(name));
    }
    checkNames(name, fields);
    checkKey(name, fields, primaryKey);
    // Types are shared, so a few hundred of them can unfold to billions: the walk has a budget.
    int left = MAX_NODES;
    for (Field field : fields) {
      left = unfold(name, field.type(), 1, left);
    }
  }

  private static void checkNames(String table, List<Field> fields) {
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "table '%s' has two columns named '%s'".formatted(table, field.name()));
      }
    }
  }

  private static void checkKey(String table, List<Field> fields, List<String> key) {
    Set<String> seen = new HashSet<>();
    for (String column : key) {
      Field field = fields.stream().filter(f -> f.name().equals(column)).findFirst().orElse(null);
      String wrong = null;
      if (field == null) {
        wrong = "is no column of it";
      } else if (!seen.add(column)) {
        wrong = "is named twice";
      } else if (field.nullable()) {
        wrong = "is nullable; a key column must not be";
      }
      if (wrong != null) {
        throw new IllegalArgumentException(
            "the primary key of table '%s' names '%s', which %s".formatted(table, column, wrong));
      }
    }
  }

  private static int unfold(String table, DataType type, int depth, int left) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "table '%s' nests types deeper than %d levels".formatted(table, MAX_DEPTH));
    }
    if (left == 0) {
      throw new IllegalArgumentException(
          "table '%s' has more than %d columns, members and elements".formatted(table, MAX_NODES));
    }
    int rest = left - 1;
    if (type instanceof DataType.ListOf list) {
      return unfold(table, list.element(), depth + 1, rest);
    }
    if (type instanceof DataType.Struct struct) {
      for (Field member : struct.fields()) {
        rest = unfold(table, member.type(), depth + 1, rest);
      }
    }
    return rest;
  }
}
