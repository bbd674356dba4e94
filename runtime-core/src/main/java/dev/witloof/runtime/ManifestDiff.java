package dev.witloof.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.connector.ConnectorManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How two manifests differ. Immutable.
 *
 * @param capabilities in what they ask for
 * @param others in any other key, by its path; the path of the component is left out
 */
public record ManifestDiff(CapabilityDiff capabilities, List<Entry> others) {

  public ManifestDiff {
    others = List.copyOf(others);
  }

  /**
   * One key, with its values as JSON.
   *
   * @param before empty when it is new
   * @param after empty when it is gone
   */
  public record Entry(String key, Optional<String> before, Optional<String> after) {

    /** One line, such as {@code ~ limits.memory: "64 MiB" -> "128 MiB"}. */
    @Override
    public String toString() {
      if (before.isEmpty()) {
        return "+ " + key + ": " + GuestText.message(after.orElseThrow());
      } else if (after.isEmpty()) {
        return "- " + key + ": " + GuestText.message(before.get());
      }
      return "~ %s: %s -> %s"
          .formatted(key, GuestText.message(before.get()), GuestText.message(after.get()));
    }
  }

  /** The differences from one manifest to another. */
  public static ManifestDiff between(ConnectorManifest before, ConnectorManifest after) {
    Map<String, String> old = values(before);
    Map<String, String> changed = values(after);
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(changed.keySet());
    List<Entry> others = new ArrayList<>();
    for (String key : keys) {
      Optional<String> was = Optional.ofNullable(old.get(key));
      Optional<String> is = Optional.ofNullable(changed.get(key));
      if (!was.equals(is)) {
        others.add(new Entry(key, was, is));
      }
    }
    return new ManifestDiff(
        CapabilityDiff.between(before.capabilities(), after.capabilities()), others);
  }

  private static Map<String, String> values(ConnectorManifest manifest) {
    Map<String, String> values = new TreeMap<>();
    flatten(
        values,
        "",
        manifest.withCapabilities(ConnectorManifest.Capabilities.NONE).toJson(manifest.wasm()));
    values.remove("connector.wasm");
    return values;
  }

  private static void flatten(Map<String, String> values, String path, JsonNode node) {
    if (!node.isObject()) {
      values.put(path, node.toString());
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      flatten(
          values, path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue());
    }
  }
}
