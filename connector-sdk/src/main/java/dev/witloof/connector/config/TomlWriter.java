package dev.witloof.connector.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes a tree of tables, lists, texts, numbers and truth values as TOML 1.0. */
public final class TomlWriter {
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private TomlWriter() {}

  /** The text of a top-level table; tables within follow the other entries, each with a header. */
  public static String write(ObjectNode root) {
    StringBuilder text = new StringBuilder();
    table(text, List.of(), root);
    return text.toString();
  }

  /** A table with a header of two brackets, one element of a list of tables. */
  public static String element(String list, ObjectNode element) {
    StringBuilder text = new StringBuilder("[[" + key(list) + "]]\n");
    entries(text, element);
    return text.toString();
  }

  private static void table(StringBuilder text, List<String> path, ObjectNode table) {
    boolean hasTables = table.properties().stream().anyMatch(e -> e.getValue().isObject());
    boolean hasEntries = table.properties().stream().anyMatch(e -> !e.getValue().isObject());
    if (!path.isEmpty() && (hasEntries || !hasTables)) {
      text.append(text.isEmpty() ? "" : "\n")
          .append('[')
          .append(path.stream().map(TomlWriter::key).collect(Collectors.joining(".")))
          .append("]\n");
    }
    entries(text, table);
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      if (entry.getValue() instanceof ObjectNode inner) {
        List<String> place = new ArrayList<>(path);
        place.add(entry.getKey());
        table(text, place, inner);
      }
    }
  }

  private static void entries(StringBuilder text, ObjectNode table) {
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      if (!entry.getValue().isObject()) {
        text.append(key(entry.getKey())).append(" = ").append(value(entry.getValue())).append('\n');
      }
    }
  }

  private static String key(String key) {
    return BARE_KEY.matcher(key).matches() ? key : quoted(key);
  }

  private static String value(JsonNode node) {
    if (node.isTextual()) {
      return quoted(node.textValue());
    } else if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(TomlWriter::value)
          .collect(Collectors.joining(", ", "[", "]"));
    } else if (node.isIntegralNumber() || node.isBoolean()) {
      return node.asText();
    } else if (node.isNumber()) {
      return node.decimalValue().toString();
    }
    throw new IllegalArgumentException("TOML has no value for " + node.getNodeType());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (c < 0x20 || c == 0x7f) {
                    quoted.append("\\u%04X".formatted(c));
                  } else {
                    quoted.appendCodePoint(c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
