package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Makes the schema of a table of its columns and the configured primary key. */
final class PrimaryKey {
  private PrimaryKey() {}

  /** The schema; columns of the key are not nullable. */
  static TableSchema apply(FileOptions options, List<Field> columns) {
    List<String> names = columns.stream().map(Field::name).toList();
    for (String key : options.primaryKey()) {
      if (!names.contains(key)) {
        throw new ConnectorException.Permanent(
            options.path()
                + ": option primary-key: no column "
                + FileProblem.quote(key)
                + "; columns are "
                + String.join(", ", names));
      }
    }
    List<Field> fields = new ArrayList<>();
    for (Field column : columns) {
      boolean nullable = column.nullable() && !options.primaryKey().contains(column.name());
      fields.add(new Field(column.name(), column.type(), nullable));
    }
    try {
      return new TableSchema(options.table(), fields, options.primaryKey());
    } catch (IllegalArgumentException e) {
      throw new ConnectorException.Permanent(options.path() + ": " + e.getMessage(), e);
    }
  }
}
