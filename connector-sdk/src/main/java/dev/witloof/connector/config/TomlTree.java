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
  private final String file;

  private TomlTree(String file) {
    this.file = file;
  }

  static ConfigNode.Table parse(String file, String text) {
    TomlDepth.tooDeep(text)
        .ifPresent(
            place -> {
              throw new ConfigException(
                  file, List.of(new ConfigProblem(place, "", ConfigNode.TOO_DEEP)));
            });
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors()) {
      List<String> lines = text.lines().toList();
      throw new ConfigException(
          file, result.errors().stream().map(error -> TomlFault.of(error, lines)).toList());
    }
    return new TomlTree(file).table(result, Position.START, 1);
  }

  private ConfigNode.Table table(TomlTable table, Position position, int depth) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : table.entrySet()) {
      // As a list, so that dots in a quoted key are not taken for a path.
      Position place = position(table.inputPositionOf(List.of(entry.getKey())));
      entries.put(entry.getKey(), node(entry.getValue(), place, depth));
    }
    return new ConfigNode.Table(position, entries);
  }

  private ConfigNode node(Object value, Position position, int depth) {
    if (depth > ConfigNode.MAX_DEPTH) {
      throw new ConfigException(
          file, List.of(new ConfigProblem(position, "", ConfigNode.TOO_DEEP)));
    }
    if (value instanceof TomlTable table) {
      return table(table, position, depth + 1);
    } else if (value instanceof TomlArray array) {
      List<ConfigNode> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(node(array.get(i), position(array.inputPositionOf(i)), depth + 1));
      }
      return new ConfigNode.Sequence(position, elements);
    } else if (value instanceof String text) {
      return ConfigNode.text(position, text);
    } else if (value instanceof Long number) {
      return new ConfigNode.Whole(position, number);
    } else if (value instanceof Double number) {
      return new ConfigNode.Decimal(position, number);
    } else if (value instanceof Boolean bool) {
      return new ConfigNode.Bool(position, bool);
    }
    return new ConfigNode.Other(position, "a date or time without quotes");
  }

  static Position position(@Nullable TomlPosition position) {
    return position == null ? Position.START : new Position(position.line(), position.column());
  }
}
