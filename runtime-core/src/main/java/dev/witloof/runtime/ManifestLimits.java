package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;

/** Limits that replace those of a base where they say anything. */
final class ManifestLimits {
  private ManifestLimits() {}

  static ConnectorLimits apply(ConnectorLimits base, ConnectorManifest.Limits limits) {
    return new ConnectorLimits(
        limits.memory().orElse(base.memory()),
        limits.fuel().orElse(base.fuel()),
        limits.nextDeadline().orElse(base.nextDeadline()),
        limits.discoverDeadline().orElse(base.discoverDeadline()),
        limits.callDeadline().orElse(base.callDeadline()),
        limits.liftedBytes().orElse(base.liftedBytes()),
        limits.handles().orElse(base.handles()),
        limits.httpInFlight().orElse(base.httpInFlight()),
        limits.httpRequestBody().orElse(base.httpRequestBody()),
        limits.httpResponseBody().orElse(base.httpResponseBody()));
  }
}
