package dev.witloof.connector.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Makes a tree of TOML. */
final class TomlTree {
  private TomlTree() {}

  static ConfigNode.Table parse(String file, String text) {
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors()) {
      throw new ConfigException(
          file,
          result.errors().stream()
              .map(e -> new ConfigProblem(position(e.position()), "", e.getMessage()))
              .toList());
    }
    return table(result, Position.START);
  }

  private static ConfigNode.Table table(TomlTable table, Position position) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : table.entrySet()) {
      // As a list, so that dots in a quoted key are not taken for a path.
      Position place = position(table.inputPositionOf(List.of(entry.getKey())));
      entries.put(entry.getKey(), node(entry.getValue(), place));
    }
    return new ConfigNode.Table(position, entries);
  }

  private static ConfigNode node(Object value, Position position) {
    if (value instanceof TomlTable table) {
      return table(table, position);
    } else if (value instanceof TomlArray array) {
      List<ConfigNode> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(node(array.get(i), position(array.inputPositionOf(i))));
      }
      return new ConfigNode.Sequence(position, elements);
    } else if (value instanceof String text) {
      return new ConfigNode.Text(position, text);
    } else if (value instanceof Long number) {
      return new ConfigNode.Whole(position, number);
    } else if (value instanceof Double number) {
      return new ConfigNode.Decimal(position, number);
    } else if (value instanceof Boolean bool) {
      return new ConfigNode.Bool(position, bool);
    }
    return new ConfigNode.Other(position, "a date or time without quotes");
  }

  private static Position position(@Nullable TomlPosition position) {
    return position == null ? Position.START : new Position(position.line(), position.column());
  }
}
