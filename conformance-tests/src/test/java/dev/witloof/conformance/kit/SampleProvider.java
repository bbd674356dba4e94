package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Source;
import java.util.Map;

/** The sample source, registered as connectors are. */
public final class SampleProvider implements ConnectorProvider {
  @Override
  public String name() {
    return "sample-registered";
  }

  @Override
  public ConnectorKind kind() {
    return ConnectorKind.SOURCE;
  }

  @Override
  public Source openSource(Map<String, String> config) {
    Natives.requireKnown(config);
    return new SampleSource();
  }
}
