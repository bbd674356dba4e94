package dev.witloof.connector.config;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a configuration file and its place. Immutable. */
public sealed interface ConfigNode {
  /** Tables and lists within each other. */
  int MAX_DEPTH = 100;

  /** What is said of more. */
  String TOO_DEEP = "values are nested too deep: %d levels are the most".formatted(MAX_DEPTH);

  /** Text as it was read; what no file could hold in UTF-8, half a surrogate pair, is none. */
  static ConfigNode text(Position position, String value) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(value)
        ? new Text(position, value)
        : new Other(position, "text with half a surrogate pair");
  }

  /** Where the key of the value stands, or the value itself when it is an element of a list. */
  Position position();

  /** What the value is, as a complaint names it: {@code a table}, {@code text}. */
  String kind();

  /** Values by key, in the order of the file. */
  record Table(Position position, Map<String, ConfigNode> entries) implements ConfigNode {
    public Table {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "a table";
    }
  }

  /** Values in order. */
  record Sequence(Position position, List<ConfigNode> elements) implements ConfigNode {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Text. */
  record Text(Position position, String value) implements ConfigNode {
    @Override
    public String kind() {
      return "text";
    }
  }

  /** A whole number. */
  record Whole(Position position, long value) implements ConfigNode {
    @Override
    public String kind() {
      return "a whole number";
    }
  }

  /** A number with a fraction or an exponent. */
  record Decimal(Position position, double value) implements ConfigNode {
    @Override
    public String kind() {
      return "a decimal number";
    }
  }

  /** True or false. */
  record Bool(Position position, boolean value) implements ConfigNode {
    @Override
    public String kind() {
      return "true or false";
    }
  }

  /** Something that no key takes: a TOML date or time, a JSON null. */
  record Other(Position position, String kind) implements ConfigNode {}
}
