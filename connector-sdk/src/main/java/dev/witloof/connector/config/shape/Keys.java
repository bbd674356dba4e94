package dev.witloof.connector.config.shape;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.Quantities;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The kinds of keys there are. */
public final class Keys {
  private Keys() {}

  /** Text that must be there. */
  public static <T> Key<T> requiredText(String name, String description, Form<T> form) {
    return new Key<>(
        name,
        true,
        textSchema(form).put("description", description),
        table -> table.require(name, form.parse()),
        (table, value) -> table.put(name, form.show().apply(value)));
  }

  /** Text that may be there. */
  public static <T> Key<Optional<T>> text(String name, String description, Form<T> form) {
    return new Key<>(
        name,
        false,
        textSchema(form).put("description", description),
        table -> table.text(name, form.parse()),
        (table, value) -> value.ifPresent(v -> table.put(name, form.show().apply(v))));
  }

  /**
   * A list of at most {@link ConfigTable#MAX_ELEMENTS} different texts; empty when it is not there.
   */
  public static <T> Key<List<T>> texts(String name, String description, Form<T> form) {
    ObjectNode schema =
        node("array", description)
            .put("uniqueItems", true)
            .put("maxItems", ConfigTable.MAX_ELEMENTS);
    schema.set("items", textSchema(form));
    return new Key<>(
        name,
        false,
        schema,
        table -> table.list(name, form.parse()),
        (table, values) -> {
          if (!values.isEmpty()) {
            values.forEach(value -> table.withArray(name).add(form.show().apply(value)));
          }
        });
  }

  /** One of several words, which must be there. */
  public static <T> Key<T> requiredChoice(String name, String description, Map<String, T> choices) {
    return new Key<>(
        name,
        true,
        choiceSchema(description, choices),
        table -> table.requireChoice(name, choices),
        (table, value) -> table.put(name, word(choices, value)));
  }

  /** One of several words, of which one goes without saying. */
  public static <T> Key<T> choice(
      String name, String description, Map<String, T> choices, T whenAbsent) {
    return new Key<>(
        name,
        false,
        choiceSchema(description, choices).put("default", word(choices, whenAbsent)),
        table -> table.has(name) ? table.requireChoice(name, choices) : whenAbsent,
        (table, value) -> {
          if (!value.equals(whenAbsent)) {
            table.put(name, word(choices, value));
          }
        });
  }

  /** True or, when it is not there, false. */
  public static Key<Boolean> flag(String name, String description) {
    return new Key<>(
        name,
        false,
        node("boolean", description).put("default", false),
        table -> table.bool(name, false),
        (table, value) -> {
          if (value) {
            table.put(name, true);
          }
        });
  }

  /** A number of bytes, written as text with a unit or as a number. */
  public static Key<OptionalLong> size(String name, String description, long min, long max) {
    return quantity(
        name,
        "%s, %s to %s".formatted(description, Quantities.showBytes(min), Quantities.showBytes(max)),
        Quantities.SIZE_PATTERN,
        range(min, max),
        (key, table) -> table.size(key, min, max),
        (table, value) -> table.put(name, Quantities.showBytes(value)));
  }

  /** A whole number. */
  public static Key<OptionalLong> count(String name, String description, long min, long max) {
    return quantity(
        name,
        "%s, %s to %s".formatted(description, Quantities.showCount(min), Quantities.showCount(max)),
        Quantities.COUNT_PATTERN,
        range(min, max),
        (key, table) -> table.count(key, min, max),
        (table, value) -> table.put(name, value));
  }

  /** A duration, as text. */
  public static Key<Optional<Duration>> duration(
      String name, String description, Duration min, Duration max) {
    ObjectNode schema =
        node(
                "string",
                "%s, %s to %s"
                    .formatted(
                        description, Quantities.showDuration(min), Quantities.showDuration(max)))
            .put("pattern", whole(Quantities.DURATION_PATTERN));
    return new Key<>(
        name,
        false,
        schema,
        table -> table.duration(name, min, max),
        (table, value) -> value.ifPresent(v -> table.put(name, Quantities.showDuration(v))));
  }

  /** A table; when it is not there, as one without entries. */
  public static <T> Key<T> table(String name, Shape<T> shape) {
    return new Key<>(
        name,
        false,
        shape.schema(),
        table -> shape.read(table.table(name)),
        (table, value) -> {
          ObjectNode written = shape.write(value);
          if (!written.isEmpty()) {
            table.set(name, written);
          }
        });
  }

  /** A table that must be there. */
  public static <T> Key<T> requiredTable(String name, Shape<T> shape) {
    return new Key<>(
        name,
        true,
        shape.schema(),
        table -> shape.read(table.requireTable(name)),
        (table, value) -> table.set(name, shape.write(value)));
  }

  /** A table of tables by name. */
  public static <T> Key<Map<String, T>> tables(
      String name, String description, Form<String> names, Shape<T> shape) {
    ObjectNode schema = node("object", description);
    schema.set("propertyNames", textSchema(names));
    schema.set("additionalProperties", shape.schema());
    return new Key<>(
        name,
        false,
        schema,
        table -> readTables(table.table(name), names, shape),
        (table, values) ->
            values.forEach(
                (key, value) -> table.withObjectProperty(name).set(key, shape.write(value))));
  }

  /** A list of tables, which TOML writes as {@code [[name]]}; empty when it is not there. */
  public static <T> Key<List<T>> tableList(String name, Shape<T> shape) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "array");
    schema.set("items", shape.schema());
    return new Key<>(
        name,
        false,
        schema,
        table -> table.tables(name).stream().map(shape::read).toList(),
        (table, values) -> values.forEach(value -> table.withArray(name).add(shape.write(value))));
  }

  /** A table of settings that somebody else interprets, each a text, a number, true or false. */
  public static Key<Map<String, String>> settings(String name, String description) {
    ObjectNode schema = node("object", description);
    schema
        .putObject("additionalProperties")
        .putArray("type")
        .add("string")
        .add("number")
        .add("boolean");
    return new Key<>(
        name,
        false,
        schema,
        table -> table.table(name).settings(),
        (table, values) ->
            values.forEach((key, value) -> table.withObjectProperty(name).put(key, value)));
  }

  private static <T> Map<String, T> readTables(
      ConfigTable table, Form<String> names, Shape<T> shape) {
    Map<String, T> values = new LinkedHashMap<>();
    for (String name : table.node().entries().keySet()) {
      try {
        names.parse().apply(name);
      } catch (IllegalArgumentException e) {
        table.problem(name, String.valueOf(e.getMessage()));
      }
      values.put(name, shape.read(table.table(name)));
    }
    return values;
  }

  private interface ReadsNumber {
    OptionalLong read(String key, ConfigTable table);
  }

  private interface WritesNumber {
    void write(ObjectNode table, long value);
  }

  private static Key<OptionalLong> quantity(
      String name,
      String description,
      String pattern,
      ObjectNode number,
      ReadsNumber reader,
      WritesNumber writer) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("description", description);
    schema.putArray("oneOf").add(textSchema(pattern)).add(number);
    return new Key<>(
        name,
        false,
        schema,
        table -> reader.read(name, table),
        (table, value) -> value.ifPresent(v -> writer.write(table, v)));
  }

  private static ObjectNode range(long min, long max) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "integer")
        .put("minimum", min)
        .put("maximum", max);
  }

  private static ObjectNode node(String type, String description) {
    return JsonNodeFactory.instance.objectNode().put("description", description).put("type", type);
  }

  private static ObjectNode textSchema(String pattern) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "string")
        .put("pattern", whole(pattern));
  }

  private static ObjectNode textSchema(Form<?> form) {
    return textSchema(form.pattern()).put("maxLength", form.longest());
  }

  private static <T> ObjectNode choiceSchema(String description, Map<String, T> choices) {
    ObjectNode schema = node("string", description);
    choices.keySet().forEach(word -> schema.withArray("enum").add(word));
    return schema;
  }

  private static <T> String word(Map<String, T> choices, T value) {
    return choices.entrySet().stream()
        .filter(choice -> choice.getValue().equals(value))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static String whole(String pattern) {
    return "^(?:" + pattern + ")$";
  }
}
