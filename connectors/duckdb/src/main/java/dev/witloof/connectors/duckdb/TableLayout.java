package dev.witloof.connectors.duckdb;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives a table the columns of a schema: creates it, or adds the nullable columns that it lacks.
 * Every other difference is an error that names all of them.
 */
final class TableLayout {
  private TableLayout() {}

  /**
   * Creates or extends the table in the current transaction.
   *
   * @throws ConnectorException.SchemaIncompatible when the table differs in more than lacking
   *     nullable columns
   */
  static void ensure(Database database, TableSchema schema) {
    String doing = "preparing table \"" + schema.name() + "\"";
    Optional<ExistingTable> existing = ExistingTable.find(database, schema.name());
    if (existing.isEmpty()) {
      database.execute(doing, create(database, schema));
      return;
    }
    for (Field added : missing(database, schema, existing.get())) {
      database.execute(
          doing,
          "ALTER TABLE "
              + database.table(schema.name())
              + " ADD COLUMN "
              + Sql.identifier(added.name())
              + " "
              + DuckDbTypes.sql(added.type()));
    }
  }

  /** The definitions of the columns, without the primary key. */
  static String columns(TableSchema schema) {
    return schema.fields().stream()
        .map(
            field ->
                Sql.identifier(field.name())
                    + " "
                    + DuckDbTypes.sql(field.type())
                    + (field.nullable() ? "" : " NOT NULL"))
        .collect(Collectors.joining(", "));
  }

  private static String create(Database database, TableSchema schema) {
    String key =
        schema.primaryKey().isEmpty()
            ? ""
            : ", PRIMARY KEY (" + Sql.identifiers(schema.primaryKey()) + ")";
    return "CREATE TABLE " + database.table(schema.name()) + " (" + columns(schema) + key + ")";
  }

  private static List<Field> missing(
      Database database, TableSchema schema, ExistingTable existing) {
    List<String> differences = new ArrayList<>();
    List<Field> missing = new ArrayList<>();
    List<String> types = canonicalTypes(database, schema);
    for (int i = 0; i < schema.fields().size(); i++) {
      Field field = schema.fields().get(i);
      Optional<ExistingTable.Column> column =
          existing.columns().stream()
              .filter(candidate -> candidate.name().equalsIgnoreCase(field.name()))
              .findFirst();
      if (column.isPresent()) {
        compare(field, types.get(i), column.get(), differences);
      } else if (field.nullable()) {
        missing.add(field);
      } else {
        differences.add(
            "column \"" + field.name() + "\" is new and not nullable, so old rows have no value");
      }
    }
    for (ExistingTable.Column column : existing.columns()) {
      if (schema.fields().stream().noneMatch(f -> f.name().equalsIgnoreCase(column.name()))) {
        differences.add("column \"" + column.name() + "\" of the table is not in the data");
      }
    }
    if (!sameKey(existing.primaryKey(), schema.primaryKey())) {
      differences.add(
          "the primary key is "
              + existing.primaryKey()
              + " in the table and "
              + schema.primaryKey()
              + " in the data");
    }
    if (!differences.isEmpty()) {
      throw new ConnectorException.SchemaIncompatible(
          database.file()
              + ": table \""
              + schema.name()
              + "\" does not fit the data: "
              + String.join("; ", differences)
              + "; change the table, or write to another");
    }
    return missing;
  }

  private static void compare(
      Field field, String type, ExistingTable.Column column, List<String> differences) {
    if (!type.equals(column.type())) {
      differences.add(
          "column \""
              + field.name()
              + "\" is "
              + column.type()
              + " in the table and "
              + type
              + " in the data");
    } else if (field.nullable() && !column.nullable()) {
      differences.add(
          "column \"" + field.name() + "\" may hold nulls in the data but not in the table");
    }
  }

  /** The types as DuckDB itself writes them, to compare with those of the catalog. */
  private static List<String> canonicalTypes(Database database, TableSchema schema) {
    String types =
        schema.fields().stream()
            .map(field -> "typeof(NULL::" + DuckDbTypes.sql(field.type()) + ")")
            .collect(Collectors.joining(", "));
    int count = schema.fields().size();
    return database
        .query(
            "reading types",
            row -> {
              List<String> names = new ArrayList<>();
              for (int i = 1; i <= count; i++) {
                names.add(row.getString(i));
              }
              return names;
            },
            "SELECT " + types)
        .get(0);
  }

  private static boolean sameKey(List<String> one, List<String> other) {
    return one.size() == other.size()
        && one.stream().allMatch(name -> other.stream().anyMatch(name::equalsIgnoreCase));
  }
}
