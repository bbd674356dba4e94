package dev.witloof.conformance.internal;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.Subject;
import dev.witloof.connector.ConnectorException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What becomes of settings that nobody knows: typing errors, most often. */
public final class SettingChecks {
  private static final String UNKNOWN = "no-such-setting";

  private final Subject subject;
  private final Consumer<Map<String, String>> open;

  private SettingChecks(Subject subject, Consumer<Map<String, String>> open) {
    this.subject = subject;
    this.open = open;
  }

  /**
   * The checks of a subject.
   *
   * @param open opens the connector with a configuration, and closes it
   */
  public static List<Check> of(Subject subject, Consumer<Map<String, String>> open) {
    SettingChecks checks = new SettingChecks(subject, open);
    return List.of(
        Check.of(
            "error.unknown-setting",
            "A setting that the connector does not know is refused as permanent, by its name",
            checks::unknown));
  }

  private void unknown() {
    if (subject.connector().connector().report().isPresent()) {
      throw new NotApplicable("the host refuses the settings that a manifest does not declare");
    }
    Map<String, String> config = new TreeMap<>(subject.config());
    config.put(UNKNOWN, "1");
    String remedy = "A setting with a typing error must not be passed over: refuse it, naming it";
    Refusals.permanent(
        "the unknown setting '" + UNKNOWN + "'", remedy, () -> requireNamed(config, remedy));
  }

  private void requireNamed(Map<String, String> config, String remedy) {
    try {
      open.accept(config);
    } catch (ConnectorException.Permanent refused) {
      if (!String.valueOf(refused.getMessage()).contains(UNKNOWN)) {
        throw new Finding(
            "the error for the unknown setting '%s' does not name it: %s"
                .formatted(UNKNOWN, refused.getMessage()),
            remedy,
            refused);
      }
      throw refused;
    }
  }
}
