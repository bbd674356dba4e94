package dev.witloof.connector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Registers a native connector. The implementation has a public constructor without parameters and
 * its class name stands in {@code META-INF/services/dev.witloof.connector.ConnectorProvider}.
 * Thread-safe; what it opens is not.
 */
public interface ConnectorProvider {

  /** The name that pipelines refer to; unique among the providers on the class path. */
  String name();

  /** Which of the two open methods work. */
  ConnectorKind kind();

  /**
   * The settings that hold a path. Whoever takes settings from a file resolves relative ones
   * against the folder of that file before they get here.
   */
  default Set<String> pathSettings() {
    return Set.of();
  }

  /**
   * Opens a source.
   *
   * @param config settings by name; empty when there are none
   * @throws ConnectorException.Permanent when this is no source, or a setting is unknown, missing
   *     or wrong, naming it
   */
  default Source openSource(Map<String, String> config) {
    throw new ConnectorException.Permanent("connector '" + name() + "' is not a source");
  }

  /**
   * Opens a destination.
   *
   * @param config settings by name; empty when there are none
   * @throws ConnectorException.Permanent when this is no destination, or a setting is unknown,
   *     missing or wrong, naming it
   */
  default Destination openDestination(Map<String, String> config) {
    throw new ConnectorException.Permanent("connector '" + name() + "' is not a destination");
  }

  /**
   * All providers on the class path of the calling thread, by name.
   *
   * @throws IllegalStateException when two share a name
   * @throws java.util.ServiceConfigurationError when a provider cannot be made
   */
  static List<ConnectorProvider> installed() {
    List<ConnectorProvider> providers = new ArrayList<>();
    Map<String, ConnectorProvider> byName = new HashMap<>();
    for (ConnectorProvider provider : ServiceLoader.load(ConnectorProvider.class)) {
      ConnectorProvider other = byName.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two connectors are named '%s': %s and %s"
                .formatted(
                    provider.name(), other.getClass().getName(), provider.getClass().getName()));
      }
      providers.add(provider);
    }
    providers.sort(Comparator.comparing(ConnectorProvider::name));
    return List.copyOf(providers);
  }

  /** The provider of that name among the {@link #installed()}. */
  static Optional<ConnectorProvider> named(String name) {
    return installed().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }
}
