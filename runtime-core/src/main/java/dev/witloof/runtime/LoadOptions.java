package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an operator decides when loading a connector. Immutable.
 *
 * @param grants the capabilities approved
 * @param limits changes of the limits, one after the other, after those of the manifest
 * @param httpRecording folder with a {@code recording.json} that answers HTTP requests in place of
 *     the network; the allowlist holds all the same
 */
public record LoadOptions(
    Grants grants, List<ConnectorManifest.Limits> limits, Optional<Path> httpRecording) {

  public LoadOptions {
    limits = List.copyOf(limits);
  }

  /** These grants, limits as the manifest says, the real network. */
  public static LoadOptions of(Grants grants) {
    return new LoadOptions(grants, List.of(), Optional.empty());
  }
}
