package dev.witloof.host.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.TestCall;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.LogSink.Level;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private final List<LogSink.LogLine> lines = new ArrayList<>();
  private final ConnectorUsage usage = new ConnectorUsage();
  private long now;

  private LogGate gate(int bytesPerSecond) {
    return new LogGate(
        new HostEnvironment(
            new ConnectorIdentity("quakes", Optional.of("1.0.0"), "0".repeat(64)),
            Set.of(),
            List.of(),
            Map.of(),
            Map.of(),
            lines::add,
            Optional.empty(),
            1,
            bytesPerSecond,
            usage,
            ConnectorListener.none()),
        () -> now);
  }

  @Test
  void whatIsBeyondTheSecondsBytesIsDroppedAndTold() {
    LogGate gate = gate(10 + 2 * LogGate.LINE_OVERHEAD);
    gate.log(Level.INFO, "", "12345");
    gate.log(Level.INFO, "", "1234567");
    gate.log(Level.INFO, "", "12345");
    gate.log(Level.INFO, "", "1");
    assertEquals(2, lines.size());

    now += 1_000_000_000L;
    gate.log(Level.INFO, "", "again");
    assertEquals(4, lines.size());
    assertEquals("72 bytes of log dropped: the limit is 74 bytes a second", lines.get(2).message());
    assertEquals("again", lines.get(3).message());
  }

  @Test
  void theEndTellsWhatWasDropped() {
    LogGate gate = gate(1);
    gate.log(Level.INFO, "", "22");
    gate.close();
    assertTrue(lines.get(0).message().startsWith("2 bytes of log dropped"));
  }

  @Test
  void noLineCanBeForged() {
    gate(1000).log(Level.INFO, "a\nb", "x\r\n2026 ERROR forged\u001b[31m\u2028\u202etail\t.");
    assertEquals("a\uFFFDb", lines.get(0).context());
    assertEquals(
        "x\uFFFD\uFFFD2026 ERROR forged\uFFFD[31m\uFFFD\uFFFDtail\t.", lines.get(0).message());
  }

  @Test
  void aFloodEndsByFuel() {
    try (TestCall call = TestCall.granting()) {
      assertThrows(
          LimitExceeded.class,
          () -> {
            for (int i = 0; i < 1_000_000; i++) {
              call.call(new Logging(), "log", "info", "flood", "line");
            }
          });
      assertTrue(call.lines().size() < 200_000);
    }
  }

  @Test
  void printedTextBecomesLines() {
    LoggedOutput output = new LoggedOutput(gate(100_000), Level.WARN, "stderr");
    output.write("Traceback\n  at".getBytes(StandardCharsets.UTF_8));
    output.write(" line 3".getBytes(StandardCharsets.UTF_8));
    output.close();
    assertEquals(
        List.of("Traceback", "  at line 3"), lines.stream().map(LogSink.LogLine::message).toList());
    output.write("x".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    assertEquals(4, lines.size());
  }

  @Test
  void emptyLinesAreAFloodToo() {
    LogGate gate = gate(100 * LogGate.LINE_OVERHEAD);
    for (int i = 0; i < 1_000; i++) {
      gate.log(Level.INFO, "", "");
    }
    assertEquals(100, lines.size());
  }

  @Test
  void instancesOfAConnectorShareTheSecondsBytes() {
    LogGate one = gate(10 + LogGate.LINE_OVERHEAD);
    LogGate other = gate(10 + LogGate.LINE_OVERHEAD);
    one.log(Level.INFO, "", "1234567890");
    other.log(Level.INFO, "", "1");
    assertEquals(1, lines.size());
  }
}
