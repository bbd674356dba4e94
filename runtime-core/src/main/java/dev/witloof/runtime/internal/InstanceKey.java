package dev.witloof.runtime.internal;

import java.util.Map;

/**
 * What a connector's instance is made for.
 *
 * @param exportName the exported interface whose functions are called
 * @param settings the configuration that its host state holds
 */
public record InstanceKey(String exportName, Map<String, String> settings) {
  public InstanceKey {
    settings = Map.copyOf(settings);
  }

  /** Names the settings; their values are in no text. */
  @Override
  public String toString() {
    return "InstanceKey[exportName=%s, settings=%s]".formatted(exportName, settings.keySet());
  }
}
