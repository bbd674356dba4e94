package dev.witloof.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.internal.manifest.ConfigShape;
import dev.witloof.connector.internal.manifest.SettingCheck;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings that a connector takes: the {@code [config]} table of its manifest, which is a JSON
 * Schema of one object with scalar properties, and a keyword of our own, {@code secret}. Immutable.
 *
 * <pre>
 * [config]
 * required = ["start", "token"]
 * [config.properties.start]
 * type = "string"
 * pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
 * [config.properties.page-size]
 * type = "integer"
 * minimum = 1
 * maximum = 1000
 * default = 100
 * [config.properties.token]
 * type = "string"
 * secret = true
 * </pre>
 *
 * <p>A guest is given settings as text: a string as it is; an integer, a number or a boolean as
 * JSON writes it ({@code 100}, {@code 0.5}, {@code true}). Settings that are not given have their
 * default, if they have one, and else are absent.
 *
 * @param description of the configuration as a whole
 * @param settings by name, in the order of the manifest
 * @param open whether settings that are not named here may be given, too; true for a manifest
 *     without the table
 */
public record ConfigSchema(
    Optional<String> description, Map<String, Setting> settings, boolean open) {

  /** What a manifest without {@code [config]} says: any settings. */
  public static final ConfigSchema UNDECLARED = new ConfigSchema(Optional.empty(), Map.of(), true);

  public ConfigSchema {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The settings whose values must not be shown, logged or stored. */
  public Set<String> secretNames() {
    return settings.entrySet().stream()
        .filter(setting -> setting.getValue().secret())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The settings that must be given. */
  public Set<String> requiredNames() {
    return settings.entrySet().stream()
        .filter(setting -> setting.getValue().required())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The schema as JSON, with the keys of the manifest's table. */
  public ObjectNode toJson() {
    return ConfigShape.SHAPE.write(this);
  }

  /**
   * One setting. Texts are as a guest is given them.
   *
   * @param choices the only values there may be; empty means any
   * @param pattern a regular expression in the syntax of RE2, found anywhere in the value unless it
   *     is anchored; for strings only
   * @param minLength in Unicode characters, as {@code maxLength}; for strings only
   * @param minimum inclusive, as {@code maximum}; for integers and numbers only
   * @param secret whether the value must not be shown, logged or stored
   */
  public record Setting(
      Type type,
      Optional<String> description,
      List<String> choices,
      Optional<String> pattern,
      OptionalLong minLength,
      OptionalLong maxLength,
      Optional<BigDecimal> minimum,
      Optional<BigDecimal> maximum,
      Optional<String> defaultValue,
      boolean required,
      boolean secret) {
    public Setting {
      choices = List.copyOf(choices);
    }

    /**
     * What is wrong with a value, as after the name of the setting and a colon; empty when nothing
     * is. Patterns are left out, since whoever checks them has to do it in bounded time. Quotes the
     * value unless it is secret.
     */
    public Optional<String> fault(String value) {
      return SettingCheck.fault(this, value);
    }

    /** One that must be given, or need not be. */
    public Setting withRequired(boolean isRequired) {
      return new Setting(
          type,
          description,
          choices,
          pattern,
          minLength,
          maxLength,
          minimum,
          maximum,
          defaultValue,
          isRequired,
          secret);
    }
  }

  /** The type of a setting. */
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN
  }
}
