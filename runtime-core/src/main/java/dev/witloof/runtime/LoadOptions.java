package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator decides when loading a connector. Immutable.
 *
 * @param grants the capabilities approved
 * @param limits changes of the limits, one after the other, after those of the manifest
 * @param httpRecording folder with a {@code recording.json} that answers HTTP requests in place of
 *     the network; the allowlist holds all the same
 * @param reproducibility what time it is for the connector, and its random numbers
 * @param secrets further values that are kept out of logs, errors, spans and reports, by the names
 *     that stand in for them; those of granted environment variables and secret settings are anyway
 */
public record LoadOptions(
    Grants grants,
    List<ConnectorManifest.Limits> limits,
    Optional<Path> httpRecording,
    Reproducibility reproducibility,
    Map<String, String> secrets) {

  public LoadOptions {
    limits = List.copyOf(limits);
    secrets = Map.copyOf(secrets);
  }

  /** These, the time it is, random numbers, and no further secrets. */
  public LoadOptions(
      Grants grants, List<ConnectorManifest.Limits> limits, Optional<Path> httpRecording) {
    this(grants, limits, httpRecording, Reproducibility.NONE, Map.of());
  }

  /** These grants, limits as the manifest says, the real network. */
  public static LoadOptions of(Grants grants) {
    return new LoadOptions(grants, List.of(), Optional.empty());
  }

  /** The same with another time and other random numbers. */
  public LoadOptions with(Reproducibility other) {
    return new LoadOptions(grants, limits, httpRecording, other, secrets);
  }

  /** The same with these further secrets. */
  public LoadOptions withSecrets(Map<String, String> values) {
    return new LoadOptions(grants, limits, httpRecording, reproducibility, values);
  }

  /** Names the secrets; their values are in no text. */
  @Override
  public String toString() {
    return "LoadOptions[grants=%s, limits=%s, httpRecording=%s, reproducibility=%s, secrets=%s]"
        .formatted(grants, limits, httpRecording, reproducibility, secrets.keySet());
  }
}
