package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import java.util.Map;

/** A destination whose commits are gone with the process. */
public final class VolatileProvider implements ConnectorProvider {
  static final MemoryLake LAKE = new MemoryLake();

  @Override
  public String name() {
    return "sample-volatile";
  }

  @Override
  public ConnectorKind kind() {
    return ConnectorKind.DESTINATION;
  }

  @Override
  public Destination openDestination(Map<String, String> config) {
    Natives.requireKnown(config);
    return new SampleDestination(LAKE);
  }
}
