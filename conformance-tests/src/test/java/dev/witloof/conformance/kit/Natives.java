package dev.witloof.conformance.kit;

import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Native connectors of a line. */
final class Natives {
  private Natives() {}

  /** What every connector does whose settings are all optional. */
  static void requireKnown(Map<String, String> config, String... known) {
    for (String name : config.keySet()) {
      if (!List.of(known).contains(name)) {
        throw new ConnectorException.Permanent("there is no setting '" + name + "'");
      }
    }
  }

  /**
   * @param known the settings that it has
   */
  static ConnectorUnderTest source(Function<Map<String, String>, Source> open, String... known) {
    return ConnectorUnderTest.of(
        new ConnectorProvider() {
          @Override
          public String name() {
            return "sample";
          }

          @Override
          public ConnectorKind kind() {
            return ConnectorKind.SOURCE;
          }

          @Override
          public Source openSource(Map<String, String> config) {
            requireKnown(config, known);
            return open.apply(config);
          }
        });
  }

  static ConnectorUnderTest destination(Function<Map<String, String>, Destination> open) {
    return ConnectorUnderTest.of(
        new ConnectorProvider() {
          @Override
          public String name() {
            return "sample";
          }

          @Override
          public ConnectorKind kind() {
            return ConnectorKind.DESTINATION;
          }

          @Override
          public Destination openDestination(Map<String, String> config) {
            requireKnown(config);
            return open.apply(config);
          }
        });
  }
}
