package dev.witloof.benchmarks;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadedConnector;
import java.nio.file.Path;

/** Loads the source connectors that are resources of this package. */
final class BundledSource {
  private BundledSource() {}

  /** Loads a component with the clock granted, for it to wait by. */
  static LoadedConnector load(String resource, ConnectorRuntime runtime) {
    ConnectorManifest.Capabilities none = ConnectorManifest.Capabilities.NONE;
    ConnectorManifest.Capabilities clock =
        new ConnectorManifest.Capabilities(
            none.http(), none.env(), none.config(), true, none.log(), none.random());
    ConnectorManifest manifest =
        ConnectorManifest.of("benchmark", "1.0.0", ConnectorKind.SOURCE, Path.of(resource))
            .withCapabilities(clock);
    return runtime.load(
        manifest, Resources.read(resource), LoadOptions.of(Grants.builder().all(clock).build()));
  }
}
