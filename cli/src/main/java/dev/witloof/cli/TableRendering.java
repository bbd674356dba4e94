package dev.witloof.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.GuestText;
import java.util.List;
import java.util.stream.Collectors;

/** Tables for people and for programs. */
final class TableRendering {
  private static final JsonMapper JSON = new JsonMapper();

  private TableRendering() {}

  /** A paragraph for each table: its name and key, then a line for each column. */
  static String text(List<TableSchema> tables) {
    if (tables.isEmpty()) {
      return "no tables\n";
    }
    return tables.stream().map(TableRendering::text).collect(Collectors.joining("\n"));
  }

  /** One object with an array of tables. */
  static ObjectNode json(List<TableSchema> tables) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode array = root.putArray("tables");
    for (TableSchema table : tables) {
      ObjectNode node = array.addObject().put("name", table.name());
      ArrayNode key = node.putArray("primary-key");
      table.primaryKey().forEach(key::add);
      fields(node, table.fields());
    }
    return root;
  }

  /** A type in one word or with its parts, such as {@code list<struct<a: int64>>}. */
  static String typeName(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return "list<" + typeName(list.element()) + ">";
    } else if (type instanceof DataType.Struct struct) {
      return struct.fields().stream()
          .map(member -> GuestText.plain(member.name()) + ": " + typeName(member.type()))
          .collect(Collectors.joining(", ", "struct<", ">"));
    }
    return type.label();
  }

  private static String text(TableSchema table) {
    String key =
        table.primaryKey().isEmpty()
            ? "no primary key"
            : "primary key: "
                + table.primaryKey().stream()
                    .map(GuestText::plain)
                    .collect(Collectors.joining(", "));
    int width =
        table.fields().stream().mapToInt(f -> GuestText.plain(f.name()).length()).max().orElse(1);
    StringBuilder text = new StringBuilder();
    text.append(GuestText.plain(table.name())).append(" (").append(key).append(")\n");
    for (Field field : table.fields()) {
      String name = GuestText.plain(field.name());
      text.append("  ").append(name).append(" ".repeat(width - name.length() + 2));
      text.append(typeName(field.type())).append(field.nullable() ? "" : ", not null").append('\n');
    }
    return text.toString();
  }

  private static void fields(ObjectNode owner, List<Field> fields) {
    ArrayNode array = owner.putArray("fields");
    for (Field field : fields) {
      ObjectNode node = array.addObject().put("name", field.name());
      type(node, field.type());
      node.put("nullable", field.nullable());
    }
  }

  private static void type(ObjectNode owner, DataType type) {
    if (type instanceof DataType.ListOf list) {
      owner.put("type", "list");
      type(owner.putObject("element"), list.element());
    } else if (type instanceof DataType.Struct struct) {
      owner.put("type", "struct");
      fields(owner, struct.fields());
    } else {
      owner.put("type", type.label());
    }
  }
}
