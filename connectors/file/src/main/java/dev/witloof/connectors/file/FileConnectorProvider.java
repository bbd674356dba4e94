package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Source;
import java.util.Map;
import java.util.Set;

/** Registers the file source under the name {@code file}; {@link FileOptions} are its settings. */
public final class FileConnectorProvider implements ConnectorProvider {

  @Override
  public String name() {
    return "file";
  }

  @Override
  public Set<String> pathSettings() {
    return Set.of("path");
  }

  @Override
  public ConnectorKind kind() {
    return ConnectorKind.SOURCE;
  }

  @Override
  public Source openSource(Map<String, String> config) {
    return new FileSource(FileOptions.of(config));
  }
}
