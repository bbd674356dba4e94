package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.ConfigSchema;
import dev.witloof.connector.ConfigSchema.Setting;
import dev.witloof.connector.config.ConfigTable;
import dev.witloof.connector.config.shape.Form;
import dev.witloof.connector.config.shape.Key;
import dev.witloof.connector.config.shape.Keys;
import dev.witloof.connector.config.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code [config]}; see {@link ConfigSchema}. */
public final class ConfigShape {
  private static final Form<String> NAME =
      Form.of(
          "[A-Za-z_][A-Za-z0-9_.-]{0,99}",
          100,
          "must be a name of at most 100 letters, digits, dots, underscores and hyphens");
  private static final Key<String> TYPE =
      Keys.choice("type", "A configuration is one object", Map.of("object", "object"), "object");
  private static final Key<Optional<String>> DESCRIPTION =
      Keys.text("description", "For people", ConnectorForms.PROSE);
  private static final Key<Map<String, Setting>> PROPERTIES =
      Keys.tables("properties", "The settings, by name", NAME, SettingShape.SHAPE);
  private static final Key<List<String>> REQUIRED =
      Keys.texts("required", "The names of the settings that must be given", NAME);
  private static final Key<Boolean> ADDITIONAL =
      Keys.flag("additionalProperties", "Whether other settings may be given, too");

  public static final Shape<ConfigSchema> SHAPE =
      new Shape<>(
          "The settings that the connector takes, as a JSON Schema of one object with scalar"
              + " properties. Other settings are refused unless additionalProperties is true.",
          List.of(TYPE, DESCRIPTION, PROPERTIES, REQUIRED, ADDITIONAL),
          Map.of("$ref", "cannot refer to another schema; write it out here"),
          ConfigShape::read,
          (table, config) -> {
            DESCRIPTION.write(table, config.description());
            PROPERTIES.write(table, config.settings());
            REQUIRED.write(
                table,
                config.settings().keySet().stream()
                    .filter(config.requiredNames()::contains)
                    .toList());
            ADDITIONAL.write(table, config.open());
          });

  /** The key of a manifest; without it any settings are taken. */
  static final Key<ConfigSchema> KEY =
      new Key<>(
          "config",
          false,
          SHAPE.schema(),
          root -> root.has("config") ? SHAPE.read(root.table("config")) : ConfigSchema.UNDECLARED,
          (root, config) -> {
            if (!config.equals(ConfigSchema.UNDECLARED)) {
              root.set("config", SHAPE.write(config));
            }
          });

  private ConfigShape() {}

  private static ConfigSchema read(ConfigTable table) {
    TYPE.read(table);
    Optional<String> description = DESCRIPTION.read(table);
    Map<String, Setting> settings = new LinkedHashMap<>(PROPERTIES.read(table));
    for (String name : REQUIRED.read(table)) {
      if (settings.computeIfPresent(name, (n, setting) -> setting.withRequired(true)) == null) {
        table.problem(
            REQUIRED.name(), "names '" + name + "', for which there is no [config.properties]");
      }
    }
    return new ConfigSchema(description, settings, ADDITIONAL.read(table));
  }
}
