package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.runtime.http.HttpMode;
import java.util.List;
import java.util.Map;

/**
 * What an operator decides when loading a connector. Immutable.
 *
 * @param grants the capabilities approved
 * @param limits changes of the limits, one after the other, after those of the manifest
 * @param http who answers HTTP requests; the allowlist holds whoever does
 * @param reproducibility what time it is for the connector, and its random numbers
 * @param secrets further values that are kept out of logs, errors, spans and reports, by the names
 *     that stand in for them; those of granted environment variables and secret settings are anyway
 */
public record LoadOptions(
    Grants grants,
    List<ConnectorManifest.Limits> limits,
    HttpMode http,
    Reproducibility reproducibility,
    Map<String, String> secrets) {

  public LoadOptions {
    limits = List.copyOf(limits);
    secrets = Map.copyOf(secrets);
  }

  /** These, the time it is, random numbers, and no further secrets. */
  public LoadOptions(Grants grants, List<ConnectorManifest.Limits> limits, HttpMode http) {
    this(grants, limits, http, Reproducibility.NONE, Map.of());
  }

  /** These grants, limits as the manifest says, the real network. */
  public static LoadOptions of(Grants grants) {
    return new LoadOptions(grants, List.of(), HttpMode.LIVE);
  }

  /** The same with other answers to HTTP requests. */
  public LoadOptions with(HttpMode other) {
    return new LoadOptions(grants, limits, other, reproducibility, secrets);
  }

  /** The same with another time and other random numbers. */
  public LoadOptions with(Reproducibility other) {
    return new LoadOptions(grants, limits, http, other, secrets);
  }

  /** The same with these further secrets. */
  public LoadOptions withSecrets(Map<String, String> values) {
    return new LoadOptions(grants, limits, http, reproducibility, values);
  }

  /** Names the secrets; their values are in no text. */
  @Override
  public String toString() {
    return "LoadOptions[grants=%s, limits=%s, http=%s, reproducibility=%s, secrets=%s]"
        .formatted(grants, limits, http, reproducibility, secrets.keySet());
  }
}
