package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.http.HttpMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a caller can still do with a connector after it has failed, and what is left of it. */
class RecoveryTest {
  private static final ConnectorRuntime RUNTIME = ConnectorRuntime.create();

  @AfterAll
  static void close() {
    RUNTIME.close();
  }

  @Test
  void theThirdLimitHitInARowOnTheSameCallIsPermanent() {
    try (LoadedConnector connector = load("loop-in-next", fuel(100_000))) {
      assertEquals(ConnectorException.Transient.class, hit(connector).getClass());
      assertEquals(ConnectorException.Transient.class, hit(connector).getClass());
      ConnectorException third = hit(connector);
      assertEquals(ConnectorException.Permanent.class, third.getClass());
      assertTrue(third.getMessage().startsWith("resource-exhausted: "), third.getMessage());
      assertEquals("fuel", third.limit().map(LimitHit::limit).orElseThrow());
    }
  }

  /** Reads with a source of its own, as a retry does. */
  private static ConnectorException hit(LoadedConnector connector) {
    try (Source source = connector.source(Map.of());
        ReadHandle handle = source.open("rows", Optional.empty())) {
      return assertThrows(ConnectorException.class, handle::next);
    }
  }

  @Test
  void aDeadlineEndsALoopThatHasFuel() {
    try (LoadedConnector connector = load("loop-in-next", nextDeadline(Duration.ofMillis(100)))) {
      LimitHit hit = hit(connector).limit().orElseThrow();
      assertEquals("next-deadline", hit.limit());
      assertEquals(100, hit.budget());
      assertEquals("ms", hit.unit());
    }
  }

  @Test
  void aHandleThatFailedSaysWhyItCannotBeUsed() {
    try (LoadedConnector connector = load("trap-in-next", ConnectorManifest.Limits.DEFAULTS);
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open("rows", Optional.empty())) {
      assertThrows(ConnectorException.Permanent.class, handle::next);
      assertUnusable(handle::next);
      assertUnusable(handle::cursor);
    }
  }

  private static void assertUnusable(Runnable call) {
    IllegalStateException unusable = assertThrows(IllegalStateException.class, call::run);
    assertTrue(unusable.getMessage().contains("open the table again"), unusable.getMessage());
    assertTrue(unusable.getMessage().contains("trapped in next()"), unusable.getMessage());
  }

  @Test
  void theSameSourceWorksAgainInAFreshInstance() {
    try (LoadedConnector connector = load("trap-in-next", ConnectorManifest.Limits.DEFAULTS);
        Source source = connector.source(Map.of())) {
      for (int attempt = 0; attempt < 5; attempt++) {
        assertEquals("rows", source.discover().get(0).name());
        try (ReadHandle handle = source.open("rows", Optional.empty())) {
          assertThrows(ConnectorException.Permanent.class, handle::next);
        }
      }
    }
  }

  @Test
  void aHandleFailsWithItsInstanceAndNoOther() {
    try (LoadedConnector connector = load("trap-in-next", ConnectorManifest.Limits.DEFAULTS);
        Source source = connector.source(Map.of());
        ReadHandle other = source.open("rows", Optional.empty());
        ReadHandle handle = source.open("rows", Optional.empty())) {
      assertThrows(ConnectorException.Permanent.class, handle::next);
      IllegalStateException ended = assertThrows(IllegalStateException.class, handle::cursor);
      assertTrue(ended.getMessage().contains("has failed"), ended.getMessage());
      assertNotNull(other.cursor());
    }
  }

  @Test
  void nothingIsLeftOfConnectorsThatWereClosed() {
    Collected collected = new Collected();
    for (int i = 0; i < 200; i++) {
      try (LoadedConnector connector = RUNTIME.load(Fixtures.guest("c-zig-source"), Grants.none());
          Source source = connector.source(Map.of())) {
        assertFalse(source.discover().isEmpty());
        collected.expect(connector);
        collected.expect(source);
      }
    }
    // The last one may still be in a register or a stack slot of this method.
    assertTrue(collected.survivors() <= 2, () -> collected.survivors() + " of 400 are still there");
  }

  @Test
  void nothingIsLeftOfInstancesThatTrapped() {
    Collected collected = new Collected();
    try (LoadedConnector connector = load("trap-in-next", ConnectorManifest.Limits.DEFAULTS)) {
      for (int i = 0; i < 200; i++) {
        try (Source source = connector.source(Map.of());
            ReadHandle handle = source.open("rows", Optional.empty())) {
          assertThrows(ConnectorException.Permanent.class, handle::next);
          collected.expect(source);
          collected.expect(handle);
        }
      }
      assertTrue(
          collected.survivors() <= 2, () -> collected.survivors() + " of 400 are still there");
    }
  }

  private static LoadedConnector load(String fixture, ConnectorManifest.Limits limits) {
    return RUNTIME.load(
        Fixtures.hostile(fixture + ".wasm"),
        new LoadOptions(Grants.none(), List.of(limits), HttpMode.LIVE));
  }

  private static ConnectorManifest.Limits fuel(long units) {
    return limits(OptionalLong.of(units), Optional.empty());
  }

  /** With more fuel than can be burnt in that time. */
  private static ConnectorManifest.Limits nextDeadline(Duration time) {
    return limits(OptionalLong.of(1_000_000_000_000_000L), Optional.of(time));
  }

  private static ConnectorManifest.Limits limits(OptionalLong fuel, Optional<Duration> next) {
    return new ConnectorManifest.Limits(
        OptionalLong.empty(),
        fuel,
        next,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }
}
