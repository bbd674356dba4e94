package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.audit.AuditEntry;
import dev.witloof.runtime.audit.AuditTrail;
import dev.witloof.runtime.audit.AuditUnavailable;
import dev.witloof.runtime.event.ConnectorEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With a strict audit trail nothing happens that is not in it; with another one all does. */
class StrictAuditTest {
  private static final Path GUEST = Fixtures.hostile("handle-flood.wasm");

  private Class<? extends ConnectorEvent> unwritable = ConnectorEvent.Loaded.class;

  private void append(AuditEntry entry) throws IOException {
    if (unwritable.isInstance(entry.event())) {
      throw new IOException("No space left on device");
    }
  }

  private ConnectorRuntime runtime(AuditTrail trail) {
    return ConnectorRuntime.builder().audit(trail).build();
  }

  @Test
  void nothingIsLoadedThatCannotBeWrittenDown() {
    try (ConnectorRuntime runtime = runtime(AuditTrail.strict(this::append))) {
      AuditUnavailable refused =
          assertThrows(AuditUnavailable.class, () -> runtime.load(GUEST, Grants.none()));
      assertTrue(refused.getMessage().contains("No space left"), refused.getMessage());
    }
  }

  @Test
  void aLimitHitThatCannotBeWrittenDownEndsTheCallWithThat() {
    unwritable = ConnectorEvent.LimitStruck.class;
    try (ConnectorRuntime runtime = runtime(AuditTrail.strict(this::append));
        LoadedConnector connector = runtime.load(GUEST, Grants.none());
        Source source = connector.source(Map.of())) {
      assertThrows(AuditUnavailable.class, () -> source.open("rows", Optional.empty()));
      assertEquals("rows", source.discover().get(0).name(), "in a fresh instance");
    }
  }

  @Test
  void otherwiseWhatIsLostIsCounted() {
    AuditTrail trail = AuditTrail.to(this::append);
    try (ConnectorRuntime runtime = runtime(trail);
        LoadedConnector connector = runtime.load(Fixtures.guest("c-zig-source"), Grants.none());
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open(source.discover().get(0).name(), Optional.empty())) {
      handle.cursor();
    }
    assertEquals(1, trail.lost());
  }
}
