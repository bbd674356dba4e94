package dev.witloof.connectors.file;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names of data types in declarations and messages. */
final class TypeNames {
  private TypeNames() {}

  /** The scalar type of that name; empty when there is none. */
  static Optional<DataType> scalar(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "boolean" -> new DataType.Bool();
          case "int32" -> new DataType.Int32();
          case "int64" -> new DataType.Int64();
          case "float64" -> new DataType.Float64();
          case "string" -> new DataType.Text();
          case "bytes" -> new DataType.Bytes();
          case "timestamp" -> new DataType.TimestampMillis();
          case "json" -> new DataType.Json();
          default -> null;
        });
  }

  /** The type as a declaration writes it. */
  static String of(DataType type) {
    if (type instanceof DataType.TimestampMillis) {
      return "timestamp";
    } else if (type instanceof DataType.ListOf list) {
      return "list<" + of(list.element()) + ">";
    } else if (type instanceof DataType.Struct struct) {
      return struct.fields().stream()
          .map(TypeNames::member)
          .collect(Collectors.joining(",", "struct<", ">"));
    }
    return type.label();
  }

  private static String member(Field field) {
    return field.name() + ":" + of(field.type()) + (field.nullable() ? "?" : "");
  }
}
