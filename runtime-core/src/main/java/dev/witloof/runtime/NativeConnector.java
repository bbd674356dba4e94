package dev.witloof.runtime;

import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import java.util.Map;
import java.util.Optional;

/** A connector written in Java and registered with the {@link java.util.ServiceLoader}. */
public final class NativeConnector implements Connector {
  private final ConnectorProvider provider;

  NativeConnector(ConnectorProvider provider) {
    this.provider = provider;
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public boolean isSource() {
    return provider.kind().isSource();
  }

  @Override
  public boolean isDestination() {
    return provider.kind().isDestination();
  }

  @Override
  public Source source(Map<String, String> config) {
    return provider.openSource(config);
  }

  @Override
  public Destination destination(Map<String, String> config) {
    return provider.openDestination(config);
  }

  @Override
  public Optional<LoadReport> report() {
    return Optional.empty();
  }

  /** Does nothing: native code is trusted to return. */
  @Override
  public void cancel() {}

  /** Does nothing: sources and destinations are closed by who opened them. */
  @Override
  public void close() {}
}
