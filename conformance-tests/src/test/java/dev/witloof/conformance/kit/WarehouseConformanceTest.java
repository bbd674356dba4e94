package dev.witloof.conformance.kit;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.DestinationConformance;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.PracticeWarehouse;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A destination that is a component, in Rust, passes the kit as native ones do. */
class WarehouseConformanceTest extends DestinationConformance {
  private static PracticeWarehouse service;

  @BeforeAll
  static void serve() {
    service = PracticeWarehouse.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Override
  protected DestinationSubject destination() {
    Grants grants =
        Grants.builder()
            .http("http://127.0.0.1:*")
            .grant(Capability.CONFIG)
            .grant(Capability.RANDOM)
            .build();
    Path manifest = Path.of("../guests/rust-warehouse/connector.toml");
    return DestinationSubject.of(ConnectorUnderTest.load(manifest, LoadOptions.of(grants)), service)
        .config(Map.of("url", service.address().toString()))
        .without(Behaviour.STORED_CURSORS)
        .build();
  }
}
