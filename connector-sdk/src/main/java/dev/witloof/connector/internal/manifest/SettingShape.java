package dev.witloof.connector.internal.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.witloof.connector.ConfigSchema.Setting;
import dev.witloof.connector.ConfigSchema.Type;
import dev.witloof.connector.config.ConfigNode;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Form;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One table {@code [config.properties.NAME]}; see {@link Setting}. */
final class SettingShape {
  private static final int MAX_LENGTH = 64 << 10;
  private static final int LONGEST_PATTERN = 1_000;

  /**
   * What only a backtracking matcher can do, which a value could keep busy for ever, and quoting,
   * behind which the weight of a pattern is not seen.
   */
  private static final Pattern BACKTRACKING =
      Pattern.compile("\\(\\?(=|!|<=|<!|>)|\\\\[1-9QE]|\\\\k<|[*+?}]\\+");

  private static final Key<Type> TYPE = Keys.requiredChoice("type", "What the setting is", types());
  private static final Key<Optional<String>> DESCRIPTION =
      Keys.text("description", "For people", ConnectorForms.PROSE);
  private static final Key<Optional<String>> PATTERN =
      Keys.text(
          "pattern",
          "A regular expression (RE2) that must be found in the value",
          new Form<>("[\\s\\S]*", LONGEST_PATTERN, SettingShape::pattern, Function.identity()));
  private static final Key<OptionalLong> MIN_LENGTH =
      Keys.count("minLength", "Characters, at least", 0, MAX_LENGTH);
  private static final Key<OptionalLong> MAX_LENGTH_KEY =
      Keys.count("maxLength", "Characters, at most", 0, MAX_LENGTH);
  private static final Key<Optional<BigDecimal>> MINIMUM = bound("minimum", "The least value");
  private static final Key<Optional<BigDecimal>> MAXIMUM = bound("maximum", "The greatest value");
  private static final Key<Boolean> SECRET =
      Keys.flag("secret", "Whether the value must not be shown, logged or stored");
  private static final String ENUM = "enum";
  private static final String DEFAULT = "default";

  /** Their meaning depends on the type, so that they are read and written here. */
  private static final List<Key<?>> TYPED =
      List.of(
          typed(ENUM, scalars().put("description", "The only values there may be")),
          typed(DEFAULT, scalar().put("description", "The value when none is given")));

  static final Shape<Setting> SHAPE =
      new Shape<>(
          "One setting.",
          List.of(
              TYPE,
              DESCRIPTION,
              TYPED.get(0),
              PATTERN,
              MIN_LENGTH,
              MAX_LENGTH_KEY,
              MINIMUM,
              MAXIMUM,
              TYPED.get(1),
              SECRET),
          refused(),
          SettingShape::read,
          SettingShape::write);

  private SettingShape() {}

  private static Setting read(ConfigTable table) {
    Optional<Type> known = Optional.ofNullable(TYPE.read(table));
    Type type = known.orElse(Type.STRING);
    Setting setting =
        new Setting(
            type,
            DESCRIPTION.read(table),
            table.has(ENUM) && known.isPresent() ? choices(table, type) : List.of(),
            PATTERN.read(table),
            MIN_LENGTH.read(table),
            MAX_LENGTH_KEY.read(table),
            MINIMUM.read(table),
            MAXIMUM.read(table),
            table.has(DEFAULT) && known.isPresent() ? value(table, type) : Optional.empty(),
            false,
            SECRET.read(table));
    if (known.isPresent()) {
      check(table, setting);
    }
    return setting;
  }

  private static void check(ConfigTable table, Setting setting) {
    boolean isString = setting.type() == Type.STRING;
    boolean isNumber = setting.type() == Type.INTEGER || setting.type() == Type.NUMBER;
    for (Key<?> key : List.of(PATTERN, MIN_LENGTH, MAX_LENGTH_KEY)) {
      if (!isString && table.has(key.name())) {
        table.problem(key.name(), "is for settings of type \"string\" alone");
      }
    }
    for (Key<?> key : List.of(MINIMUM, MAXIMUM)) {
      if (!isNumber && table.has(key.name())) {
        table.problem(key.name(), "is for settings of type \"integer\" or \"number\" alone");
      }
    }
    if (setting.minLength().orElse(0) > setting.maxLength().orElse(MAX_LENGTH)) {
      table.problem(MAX_LENGTH_KEY.name(), "must not be less than minLength");
    }
    if (setting.minimum().isPresent()
        && setting.maximum().filter(m -> m.compareTo(setting.minimum().get()) < 0).isPresent()) {
      table.problem(MAXIMUM.name(), "must not be less than minimum");
    }
    if (setting.secret() && setting.defaultValue().isPresent()) {
      table.problem(DEFAULT, "must not be there for a secret: everybody can read the manifest");
    }
    setting
        .defaultValue()
        .flatMap(value -> SettingCheck.fault(setting, value))
        .ifPresent(fault -> table.problem(DEFAULT, fault));
  }

  private static List<String> choices(ConfigTable table, Type type) {
    if (!(table.node().entries().get(ENUM) instanceof ConfigNode.Sequence sequence)
        || sequence.elements().isEmpty()) {
      table.problem(ENUM, "must be a list of at least one value");
      return List.of();
    }
    List<String> choices = new ArrayList<>();
    for (ConfigNode element : sequence.elements()) {
      Optional<String> text = SettingCheck.text(type, element);
      if (text.isEmpty()) {
        table.problem(ENUM, "must be a list of values that are " + SettingCheck.wanted(type));
      } else if (choices.contains(text.get())) {
        table.problem(ENUM, "has a value twice: " + text.get());
      } else {
        choices.add(text.get());
      }
    }
    return choices;
  }

  private static Optional<String> value(ConfigTable table, Type type) {
    Optional<String> text = SettingCheck.text(type, table.node().entries().get(DEFAULT));
    if (text.isEmpty()) {
      table.problem(DEFAULT, "must be " + SettingCheck.wanted(type) + ", as the type says");
    }
    return text;
  }

  private static void write(ObjectNode table, Setting setting) {
    TYPE.write(table, setting.type());
    DESCRIPTION.write(table, setting.description());
    setting.choices().forEach(c -> table.withArray(ENUM).add(json(setting.type(), c)));
    PATTERN.write(table, setting.pattern());
    MIN_LENGTH.write(table, setting.minLength());
    MAX_LENGTH_KEY.write(table, setting.maxLength());
    MINIMUM.write(table, setting.minimum());
    MAXIMUM.write(table, setting.maximum());
    setting.defaultValue().ifPresent(value -> table.set(DEFAULT, json(setting.type(), value)));
    SECRET.write(table, setting.secret());
  }

  private static JsonNode json(Type type, String text) {
    return switch (type) {
      case STRING -> TextNode.valueOf(text);
      case BOOLEAN -> BooleanNode.valueOf(Boolean.parseBoolean(text));
      case INTEGER, NUMBER -> json(new BigDecimal(text));
    };
  }

  private static JsonNode json(BigDecimal number) {
    boolean isLong = number.scale() <= 0 && number.toBigInteger().bitLength() < Long.SIZE;
    // With an exponent, because neither format is read with integers of more than 64 bits.
    return isLong
        ? LongNode.valueOf(number.longValueExact())
        : DecimalNode.valueOf(number.scale() > 0 ? number : number.stripTrailingZeros());
  }

  private static String pattern(String text) {
    if (text.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          "must be a regular expression of at most " + LONGEST_PATTERN + " characters");
    }
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "must be a regular expression: "
              + e.getDescription()
              + ", at character "
              + (e.getIndex() + 1),
          e);
    }
    if (BACKTRACKING.matcher(text).find()) {
      throw new IllegalArgumentException(
          "must be a regular expression of RE2, without looking around, references to groups and"
              + " possessive or atomic parts");
    }
    if (PatternWeight.of(text) > PatternWeight.MOST) {
      throw new IllegalArgumentException(
          "must be a regular expression with smaller counted repetitions: written out they come to"
              + " more than "
              + PatternWeight.MOST
              + " parts");
    }
    return text;
  }

  private static Key<Optional<BigDecimal>> bound(String name, String description) {
    return new Key<>(
        name,
        false,
        JsonNodeFactory.instance.objectNode().put("description", description).put("type", "number"),
        table -> {
          if (!table.has(name)) {
            return Optional.empty();
          }
          Optional<BigDecimal> number = SettingCheck.number(table.node().entries().get(name));
          if (number.isEmpty()) {
            table.problem(name, "must be a number");
          }
          return number;
        },
        (table, value) -> value.ifPresent(number -> table.set(name, json(number))));
  }

  private static Key<Optional<String>> typed(String name, ObjectNode schema) {
    return new Key<>(name, false, schema, table -> Optional.empty(), (table, value) -> {});
  }

  private static ObjectNode scalar() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("type").add("string").add("number").add("boolean");
    return schema;
  }

  private static ObjectNode scalars() {
    ObjectNode schema =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "array")
            .put("minItems", 1)
            .put("uniqueItems", true);
    schema.set("items", scalar());
    return schema;
  }

  private static Map<String, Type> types() {
    Map<String, Type> types = new LinkedHashMap<>();
    types.put("string", Type.STRING);
    types.put("integer", Type.INTEGER);
    types.put("number", Type.NUMBER);
    types.put("boolean", Type.BOOLEAN);
    return types;
  }

  private static Map<String, String> refused() {
    return Map.of(
        "required", "belongs one level up: list the names under required of [config]",
        "$ref", "cannot refer to another schema; write it out here");
  }
}
