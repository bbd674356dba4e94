package dev.witloof.runtime;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.witloof.connector.ConfigSchema;
import dev.witloof.connector.ConfigSchema.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks settings against what a manifest says of them, and adds defaults. Patterns take time
 * linear in the value, whatever their author meant them to take. Immutable.
 */
final class ConfigCheck {
  private final String connector;
  private final ConfigSchema schema;
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final List<LoadProblem> problems = new ArrayList<>();

  ConfigCheck(String connector, ConfigSchema schema) {
    this.connector = connector;
    this.schema = schema;
    schema.settings().forEach(this::compile);
  }

  /** What is wrong with the schema itself. */
  List<LoadProblem> problems() {
    return problems;
  }

  /**
   * The settings that a guest is given.
   *
   * @throws IllegalArgumentException naming every setting that is unknown, missing or wrong; no
   *     message has the value of a secret
   */
  Map<String, String> complete(Map<String, String> given) {
    List<String> faults = new ArrayList<>();
    Map<String, String> complete = new LinkedHashMap<>();
    schema
        .settings()
        .forEach((name, setting) -> setting.defaultValue().ifPresent(v -> complete.put(name, v)));
    given.forEach(
        (name, value) -> {
          fault(name, value).ifPresent(fault -> faults.add(name + ": " + fault));
          complete.put(name, value);
        });
    schema.settings().keySet().stream()
        .filter(name -> schema.requiredNames().contains(name) && !complete.containsKey(name))
        .forEach(name -> faults.add(name + ": is missing" + hint(name)));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the configuration of connector '%s' is wrong:\n  %s"
              .formatted(connector, String.join("\n  ", faults)));
    }
    return Collections.unmodifiableMap(complete);
  }

  private Optional<String> fault(String name, String value) {
    Setting setting = schema.settings().get(name);
    if (setting == null) {
      return schema.open()
          ? Optional.empty()
          : Optional.of(
              "is no setting of it; it takes "
                  + (schema.settings().isEmpty()
                      ? "none"
                      : String.join(", ", schema.settings().keySet())));
    }
    Optional<String> fault = setting.fault(value);
    Pattern pattern = patterns.get(name);
    return fault.isPresent() || pattern == null || pattern.matcher(value).find()
        ? fault
        : Optional.of("must match the pattern " + pattern.pattern());
  }

  private String hint(String name) {
    return "; it must be "
        + schema.settings().get(name).type().name().toLowerCase(java.util.Locale.ROOT)
        + schema
            .settings()
            .get(name)
            .description()
            .map(text -> ": " + GuestText.plain(text))
            .orElse("");
  }

  private void compile(String name, Setting setting) {
    if (setting.pattern().isEmpty()) {
      return;
    }
    try {
      patterns.put(name, Pattern.compile(setting.pattern().get()));
    } catch (PatternSyntaxException e) {
      problem(name, "pattern", "is no regular expression of RE2: " + e.getDescription());
      return;
    }
    Optional<String> unfit =
        setting.defaultValue().filter(value -> !patterns.get(name).matcher(value).find());
    if (unfit.isPresent()) {
      problem(name, "default", "does not match the pattern");
    }
  }

  private void problem(String name, String key, String message) {
    problems.add(
        new LoadProblem(
            LoadProblem.Kind.MANIFEST,
            "config.properties." + name + "." + key,
            message,
            "correct it in the manifest"));
  }
}
