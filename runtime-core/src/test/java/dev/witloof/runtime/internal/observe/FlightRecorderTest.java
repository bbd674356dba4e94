package dev.witloof.runtime.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck.Decision;
import dev.witloof.runtime.event.ConnectorEvent.LogDropped;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
  private static final ConnectorIdentity QUAKES =
      new ConnectorIdentity("quakes", Optional.of("1.2.3"), "a".repeat(64));

  private final Observation observation = Observation.none();
  @TempDir private Path folder;

  private interface Work {
    void run();
  }

  private List<RecordedEvent> recorded(String event, Work work) throws IOException {
    Path file = folder.resolve("test.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(event).withThreshold(Duration.ZERO);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private ObservedCall begin() {
    return observation
        .calls(QUAKES)
        .begin("[method]read-handle.next", Optional.of("t"), Redactor.none());
  }

  @Test
  void aCallIsRecordedFromItsBeginning() throws IOException {
    CallUsage usage = new CallUsage(77, Duration.ofMillis(2), 65_536);
    List<RecordedEvent> events =
        recorded(
            "dev.witloof.Call",
            () -> {
              assertTrue(observation.calls(QUAKES).hears());
              begin().ended(Outcome.ERROR, usage, 5, 6, Optional.empty());
            });
    RecordedEvent call = events.get(0);
    assertEquals("quakes", call.getString("connector"));
    assertEquals("1.2.3", call.getString("version"));
    assertEquals("a".repeat(64), call.getString("sha256"));
    assertEquals("[method]read-handle.next", call.getString("function"));
    assertEquals("t", call.getString("table"));
    assertEquals("error", call.getString("outcome"));
    assertEquals(5, call.getLong("rows"));
    assertEquals(6, call.getLong("bytes"));
    assertEquals(77, call.getLong("fuel"));
    assertEquals(65_536, call.getLong("peakMemory"));
    assertFalse(call.getDuration().isNegative());
    assertFalse(observation.calls(QUAKES).hears(), "the recording is over");
  }

  @Test
  void decisionsAreRecorded() throws IOException {
    assertEquals(
        "fuel",
        one(
                "dev.witloof.Limit",
                new LimitStruck(
                    QUAKES, "next", Optional.of("t"), "fuel", 10, 11, Decision.TRANSIENT))
            .getString("limit"));
    assertEquals(
        "not granted",
        one(
                "dev.witloof.Egress",
                new EgressDecided(
                    QUAKES,
                    "GET",
                    "https",
                    "evil.example",
                    443,
                    Optional.empty(),
                    Optional.of("not granted")))
            .getString("refusal"));
    assertEquals(
        404,
        one(
                "dev.witloof.Http",
                new HttpEnded(
                    QUAKES,
                    "GET",
                    "a.example",
                    OptionalInt.of(404),
                    Optional.empty(),
                    Duration.ofMillis(3)))
            .getInt("status"));
    assertEquals(
        "TOKEN",
        one("dev.witloof.Secret", new SecretUsed(QUAKES, "env", "TOKEN")).getString("secret"));
    assertEquals(12, one("dev.witloof.LogDrop", new LogDropped(QUAKES, 12)).getLong("bytes"));
  }

  private RecordedEvent one(String name, ConnectorEvent event) throws IOException {
    List<RecordedEvent> events = recorded(name, () -> observation.events().on(event));
    assertEquals(1, events.size(), name);
    return events.get(0);
  }
}
