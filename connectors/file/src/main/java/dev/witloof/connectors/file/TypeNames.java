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
    if (type instanceof DataType.Bool) {
      return "boolean";
    } else if (type instanceof DataType.Int32) {
      return "int32";
    } else if (type instanceof DataType.Int64) {
      return "int64";
    } else if (type instanceof DataType.Float64) {
      return "float64";
    } else if (type instanceof DataType.Text) {
      return "string";
    } else if (type instanceof DataType.Bytes) {
      return "bytes";
    } else if (type instanceof DataType.TimestampMillis) {
      return "timestamp";
    } else if (type instanceof DataType.Json) {
      return "json";
    } else if (type instanceof DataType.ListOf list) {
      return "list<" + of(list.element()) + ">";
    } else if (type instanceof DataType.Struct struct) {
      return struct.fields().stream()
          .map(TypeNames::member)
          .collect(Collectors.joining(",", "struct<", ">"));
    }
    throw new IllegalArgumentException("unknown data type " + type);
  }

  private static String member(Field field) {
    return field.name() + ":" + of(field.type()) + (field.nullable() ? "?" : "");
  }
}
