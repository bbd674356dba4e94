package dev.witloof.runtime.internal;

import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.GuestText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the schemas a guest hands out. The values have the shape of the WIT types; everything they
 * say is hostile. What makes a table invalid is for {@link TableSchema} to say; here are only the
 * references between types and the number of things.
 *
 * <p>A type refers to types of a smaller index only, so a schema has no cycles. It is a graph
 * though, which may unfold to far more nodes than it has types: {@link TableSchema} counts them.
 */
public final class SchemaReader {
  static final int MAX_TABLES = 10_000;
  static final int MAX_NAME = 1_024;

  private final List<DataType> types = new ArrayList<>();

  private SchemaReader() {}

  /**
   * Reads what {@code discover} returned, a {@code list<schema>}.
   *
   * @throws ConnectorException.Permanent naming table, type and what is wrong
   */
  public static List<TableSchema> readAll(Object value) {
    List<?> schemas = (List<?>) value;
    if (schemas.size() > MAX_TABLES) {
      throw new ConnectorException.Permanent(
          "discover() returned %d tables; at most %d are read"
              .formatted(schemas.size(), MAX_TABLES));
    }
    List<TableSchema> tables = new ArrayList<>(schemas.size());
    Set<String> names = new HashSet<>();
    for (Object schema : schemas) {
      TableSchema table = read((RecordValue) schema);
      if (!names.add(table.name())) {
        throw new ConnectorException.Permanent(
            "discover() returned two tables named " + GuestText.quote(table.name()));
      }
      tables.add(table);
    }
    return List.copyOf(tables);
  }

  private static TableSchema read(RecordValue schema) {
    String name = (String) schema.get("name");
    try {
      return new SchemaReader().table(name, schema);
    } catch (IllegalArgumentException e) {
      throw new ConnectorException.Permanent(
          "the schema of table "
              + GuestText.quote(name)
              + " is invalid: "
              + GuestText.message(String.valueOf(e.getMessage())),
          e);
    }
  }

  private TableSchema table(String name, RecordValue schema) {
    checkName(name);
    List<?> nodes = (List<?>) schema.get("types");
    if (nodes.size() > TableSchema.MAX_NODES) {
      throw new IllegalArgumentException(
          "it has %d types; at most %d are read".formatted(nodes.size(), TableSchema.MAX_NODES));
    }
    for (Object node : nodes) {
      types.add(type((VariantValue) node));
    }
    List<String> key =
        ((List<?>) schema.get("primary-key")).stream().map(String.class::cast).toList();
    return new TableSchema(name, fields(schema.get("fields"), "the table"), key);
  }

  private DataType type(VariantValue node) {
    String place = "type " + types.size();
    return switch (node.label()) {
      case "boolean" -> new DataType.Bool();
      case "int32" -> new DataType.Int32();
      case "int64" -> new DataType.Int64();
      case "float64" -> new DataType.Float64();
      case "string" -> new DataType.Text();
      case "bytes" -> new DataType.Bytes();
      case "timestamp-millis" -> new DataType.TimestampMillis();
      case "json" -> new DataType.Json();
      case "list" -> new DataType.ListOf(resolve(payload(node), place));
      case "struct" -> new DataType.Struct(fields(payload(node), place));
      default -> throw new IllegalStateException("the contract has no data type " + node.label());
    };
  }

  private List<Field> fields(Object members, String place) {
    List<?> values = (List<?>) members;
    if (values.size() > TableSchema.MAX_NODES) {
      throw new IllegalArgumentException(
          "%s has %d fields; at most %d are read"
              .formatted(place, values.size(), TableSchema.MAX_NODES));
    }
    List<Field> fields = new ArrayList<>(values.size());
    for (Object value : values) {
      RecordValue member = (RecordValue) value;
      String name = (String) member.get("name");
      checkName(name);
      DataType type =
          resolve(member.get("data-type"), "field " + GuestText.quote(name) + " of " + place);
      fields.add(new Field(name, type, (Boolean) member.get("nullable")));
    }
    return fields;
  }

  private DataType resolve(Object reference, String place) {
    long index = (Long) reference;
    if (index >= types.size()) {
      throw new IllegalArgumentException(
          "%s refers to type %d, but may refer only to types below %d"
              .formatted(place, index, types.size()));
    }
    return types.get((int) index);
  }

  private static void checkName(String name) {
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "the name %s has %d characters; at most %d are read"
              .formatted(GuestText.quote(name), name.length(), MAX_NAME));
    }
  }

  private static Object payload(VariantValue node) {
    return node.payload().orElseThrow();
  }
}
