package dev.witloof.connector;

import java.util.List;

/** The type of a column. */
public sealed interface DataType {
  record Bool() implements DataType {}

  record Int32() implements DataType {}

  record Int64() implements DataType {}

  record Float64() implements DataType {}

  record Text() implements DataType {}

  record Bytes() implements DataType {}

  record TimestampMillis() implements DataType {}

  /** Elements are nullable. */
  record ListOf(DataType element) implements DataType {}

  record Struct(List<Field> fields) implements DataType {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** Opaque JSON text. */
  record Json() implements DataType {}
}
