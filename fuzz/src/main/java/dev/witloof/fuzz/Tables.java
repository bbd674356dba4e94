package dev.witloof.fuzz;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Table schemas by choice. */
final class Tables {
  private static final int DEPTH = 3;
  private static final int COLUMNS = 4;
  private static final List<DataType> SCALARS =
      List.of(
          new DataType.Bool(),
          new DataType.Int32(),
          new DataType.Int64(),
          new DataType.Float64(),
          new DataType.Text(),
          new DataType.Bytes(),
          new DataType.TimestampMillis(),
          new DataType.Json());

  private Tables() {}

  static TableSchema table(Choices choices) {
    return new TableSchema("t", fields(choices, DEPTH), List.of());
  }

  private static List<Field> fields(Choices choices, int depth) {
    int count = 1 + choices.below(COLUMNS);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new Field("f" + i, type(choices, depth), choices.flip()));
    }
    return fields;
  }

  private static DataType type(Choices choices, int depth) {
    int kind = choices.below(SCALARS.size() + (depth > 1 ? 2 : 0));
    if (kind < SCALARS.size()) {
      return SCALARS.get(kind);
    }
    return kind == SCALARS.size()
        ? new DataType.ListOf(type(choices, depth - 1))
        : new DataType.Struct(fields(choices, depth - 1));
  }
}
