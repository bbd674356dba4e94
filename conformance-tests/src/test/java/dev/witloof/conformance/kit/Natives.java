package dev.witloof.conformance.kit;

import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import java.util.Map;
import java.util.function.Function;

/** Native connectors of a line. */
final class Natives {
  private Natives() {}

  static ConnectorUnderTest source(Function<Map<String, String>, Source> open) {
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
            return open.apply(config);
          }
        });
  }
}
