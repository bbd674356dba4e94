package dev.witloof.conformance.internal.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tables as JSON describes them: {@code {"fields": [FIELD, …], "primary-key": [NAME, …]}}. */
public final class SchemaJson {
  private static final JsonMapper JSON = new JsonMapper();

  private SchemaJson() {}

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when it is none, saying why
   */
  public static TableSchema read(String name, byte[] json) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
    List<String> key = new ArrayList<>();
    member(node, "primary-key").forEach(column -> key.add(column.asText()));
    return new TableSchema(name, fields(member(node, "fields")), key);
  }

  private static JsonNode member(JsonNode node, String name) {
    JsonNode member = node.get(name);
    if (member == null) {
      throw new IllegalArgumentException("there is no \"%s\" in %s".formatted(name, node));
    }
    return member;
  }

  private static List<Field> fields(JsonNode nodes) {
    List<Field> fields = new ArrayList<>();
    for (JsonNode node : nodes) {
      fields.add(
          new Field(
              member(node, "name").asText(),
              type(member(node, "type")),
              member(node, "nullable").asBoolean()));
    }
    return fields;
  }

  private static DataType type(JsonNode node) {
    if (node.has("list")) {
      return new DataType.ListOf(type(node.get("list")));
    } else if (node.has("struct")) {
      return new DataType.Struct(fields(node.get("struct")));
    }
    return switch (node.asText()) {
      case "boolean" -> new DataType.Bool();
      case "int32" -> new DataType.Int32();
      case "int64" -> new DataType.Int64();
      case "float64" -> new DataType.Float64();
      case "string" -> new DataType.Text();
      case "bytes" -> new DataType.Bytes();
      case "timestamp-millis" -> new DataType.TimestampMillis();
      case "json" -> new DataType.Json();
      default -> throw new IllegalArgumentException("no type is " + node);
    };
  }
}
