package dev.witloof.runtime;

import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A connector written in Java and registered with the {@link java.util.ServiceLoader} or not. */
public final class NativeConnector implements Connector {
  private final ConnectorProvider provider;
  private final Path folder;

  /**
   * @param folder what paths among the settings are relative to
   */
  public NativeConnector(ConnectorProvider provider, Path folder) {
    this.provider = provider;
    this.folder = folder;
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
    return provider.openSource(resolved(config));
  }

  @Override
  public Destination destination(Map<String, String> config) {
    return provider.openDestination(resolved(config));
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

  private Map<String, String> resolved(Map<String, String> config) {
    Map<String, String> settings = new LinkedHashMap<>(config);
    for (String name : provider.pathSettings()) {
      settings.computeIfPresent(name, this::resolve);
    }
    return settings;
  }

  private String resolve(String setting, String path) {
    try {
      return path.isBlank() ? path : folder.resolve(path).normalize().toString();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "setting '" + setting + "' of connector '" + name() + "' is no path: " + e.getMessage(),
          e);
    }
  }
}
