package dev.witloof.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.Reading;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadedConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components whose misbehaviour is legal, or takes more than one read to be seen. */
class UnpleasantTest {

  private interface Attack {
    void on(Victim victim);
  }

  /** Attacks a runtime of its own, and requires that the JVM is whole afterwards. */
  private static void attack(Engine.Mode mode, Attack attack) {
    try (Victim victim = new Victim(mode, "127.0.0.1:1");
        WholeJvm jvm = new WholeJvm(mode, victim)) {
      attack.on(victim);
      jvm.require();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCallerEndsEndlessBatches(Engine.Mode mode) {
    attack(
        mode,
        victim -> {
          try (LoadedConnector connector = victim.load("endless-batches");
              Source source = connector.source(Map.of());
              ReadHandle handle = source.open("rows", Optional.empty())) {
            for (int i = 0; i < 1_000; i++) {
              try (RecordBatch batch = handle.next().orElseThrow()) {
                assertEquals(3, batch.rowCount());
              }
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void aDelayOf136YearsArrivesAsItIs(Engine.Mode mode) {
    attack(
        mode,
        victim -> {
          ConnectorException.RateLimited limited =
              assertThrows(
                  ConnectorException.RateLimited.class, () -> victim.use("error-for-ever"));
          assertEquals(Duration.ofSeconds(0xFFFF_FFFFL), limited.retryAfter());
        });
  }

  @ParameterizedTest
  @EnumSource
  void aNameMayHoldAnything(Engine.Mode mode) {
    attack(
        mode,
        victim -> {
          try (LoadedConnector connector = victim.load("table-name-with-escapes");
              Source source = connector.source(Map.of())) {
            assertEquals("\u001b[31m\"; drop table x; --\n", source.discover().get(0).name());
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void aHandleIsGivenAwayOnce(Engine.Mode mode) {
    attack(
        mode,
        victim -> {
          try (LoadedConnector connector = victim.load("handle-given-twice");
              Source source = connector.source(Map.of())) {
            // Closed, so that the next is opened in the same instance.
            source.open("rows", Optional.empty()).close();
            ConnectorException.Permanent trap =
                assertThrows(
                    ConnectorException.Permanent.class,
                    () -> source.open("rows", Optional.empty()));
            assertTrue(trap.getMessage().contains("unknown handle index"), trap.getMessage());
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void aDestinationMayTakeEverythingAndKeepNothing(Engine.Mode mode) {
    attack(mode, victim -> assertEquals(List.of(), victim.use("well-behaved-destination")));
  }

  @ParameterizedTest
  @CsvSource({
    "leaky, wasi:config/store",
    "log-flood, log = true",
    "egress-flood, wasi:http/outgoing-handler"
  })
  void whatMustBeAskedForIsRefusedWithoutAManifest(String fixture, String words) {
    attack(
        Engine.Mode.COMPILER,
        victim -> {
          LoadRefused refused =
              assertThrows(LoadRefused.class, () -> victim.loadAlone(fixture).close());
          assertTrue(refused.getMessage().contains(words), refused.getMessage());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"log-flood", "stdout-flood", "stdout-newlines"})
  void aFloodStaysWithinItsVolumeAndEndsAtALimit(String fixture) {
    for (Engine.Mode mode : Engine.Mode.values()) {
      attack(mode, victim -> flood(victim, fixture));
    }
  }

  private static void flood(Victim victim, String fixture) {
    long start = System.nanoTime();
    try (LoadedConnector connector = victim.load(fixture);
        Source source = connector.source(Map.of())) {
      ConnectorException.Transient failure =
          assertThrows(ConnectorException.Transient.class, () -> Reading.rows(source, "rows"));
      assertInstanceOf(LimitHit.class, failure.limit().orElseThrow(() -> failure));
    }
    // One window more than the seconds that passed, since the first opens with the first line; and
    // the runtime's own lines that say how much was dropped.
    long windows = (System.nanoTime() - start) / 1_000_000_000L + 2;
    long logged = victim.loggedBytes();
    assertTrue(logged > 0);
    assertTrue(
        logged <= windows * (ConnectorLimits.LOG_BYTES_PER_SECOND + 1_000), "logged " + logged);
  }

  @ParameterizedTest
  @EnumSource
  void aMessageOf100MibIsCutBeforeItIsLogged(Engine.Mode mode) {
    attack(
        mode,
        victim -> {
          victim.use("log-of-100-mib");
          assertTrue(victim.loggedBytes() > 0);
          assertTrue(victim.loggedBytes() <= ConnectorLimits.LOG_BYTES_PER_SECOND + 1_000);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatForgesAnotherStaysOneLine(Engine.Mode mode) {
    attack(
        mode,
        victim -> {
          victim.use("log-with-escapes");
          List<String> lines = victim.takeLines();
          // One for each call of next().
          assertEquals(2, lines.size(), lines::toString);
          assertTrue(
              lines.get(0).codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028),
              lines.get(0));
          assertTrue(lines.get(0).contains("the disk is full"), lines.get(0));
        });
  }
}
