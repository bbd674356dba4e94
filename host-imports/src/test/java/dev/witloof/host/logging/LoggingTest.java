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
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import dev.witloof.runtime.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingTest {
  private final List<LogSink.LogLine> lines = new ArrayList<>();
  private final ConnectorUsage usage = new ConnectorUsage();
  private final List<ConnectorEvent> events = new ArrayList<>();
  private long now;

  private LogGate gate(int bytesPerSecond) {
    return new LogGate(environment(bytesPerSecond, GuestSecrets.NONE), () -> now);
  }

  private HostEnvironment environment(int bytesPerSecond, GuestSecrets secrets) {
    return new HostEnvironment(
        new ConnectorIdentity("quakes", Optional.of("1.0.0"), "0".repeat(64)),
        Set.of(),
        List.of(),
        Map.of(),
        Map.of(),
        lines::add,
        HttpMode.LIVE,
        new HttpLimits(1, 1 << 20, 1 << 20),
        bytesPerSecond,
        usage,
        events::add,
        secrets,
        Reproducibility.NONE);
  }

  private List<String> messages() {
    return lines.stream().map(LogSink.LogLine::message).toList();
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
    assertEquals(List.of(new ConnectorEvent.LogDropped(events.get(0).connector(), 72)), events);
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
    LoggedOutput output =
        new LoggedOutput(
            new LogChannel(gate(100_000), Redactor.none()), Redactor.none(), Level.WARN, "stderr");
    output.write("Traceback\n  at".getBytes(StandardCharsets.UTF_8));
    output.write(" line 3".getBytes(StandardCharsets.UTF_8));
    output.close();
    assertEquals(List.of("Traceback", "  at line 3"), messages());
    output.write("x".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    assertEquals(4, lines.size());
  }

  /** Otherwise each of them would be a reason to look through all again. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0080", "\u00e2\u0082\u00ac", "\u00f0\u009f\u0098\u0080", "x"})
  void anEndlessLineIsCutSeldomWhateverItsBytes(String bytes) {
    Redactor redactor = Redactor.of(Map.of("KEY", "0123456789".repeat(170)));
    LogGate gate = gate(1 << 20);
    try (LoggedOutput output =
        new LoggedOutput(new LogChannel(gate, redactor), redactor, Level.INFO, "stdout")) {
      byte[] some = bytes.getBytes(StandardCharsets.ISO_8859_1);
      for (int written = 0; written < 128 << 10; written += some.length) {
        output.write(some);
      }
    }
    assertTrue(lines.size() < 20, () -> lines.size() + " lines");
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

  /** The printed streams and the log of a guest that has the secret {@code hunter2!}. */
  private final class SecretGuest implements AutoCloseable {
    private static final GuestSecrets SECRETS =
        new GuestSecrets(Set.of("PASSWORD"), Set.of(), Redactor.of(Map.of("PASSWORD", "hunter2!")));

    final LogGate gate = new LogGate(environment(100_000, SECRETS), () -> now);
    final LogChannel logging = new LogChannel(gate, SECRETS.redactor());
    final LoggedOutput output =
        new LoggedOutput(
            new LogChannel(gate, SECRETS.redactor()), SECRETS.redactor(), Level.INFO, "stdout");

    void print(String text) {
      output.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      output.close();
      logging.close();
    }
  }

  @Test
  void secretsAreTakenOutOfLinesAndContexts() {
    try (SecretGuest guest = new SecretGuest()) {
      guest.logging.log(Level.INFO, "as hunter2!", "user:hunter2! at https://x/?p=hunter2%21");
      guest.gate.log(Level.WARN, "http", "request to https://hunter2!.example");
    }
    assertEquals("as [redacted PASSWORD]", lines.get(0).context());
    assertEquals(
        List.of(
            "user:[redacted PASSWORD] at https://x/?p=[redacted PASSWORD]",
            "request to https://[redacted PASSWORD].example"),
        messages());
  }

  @Test
  void aSecretThatIsPrintedInPiecesIsFound() {
    try (SecretGuest guest = new SecretGuest()) {
      for (char c : "password: hunter2!\n".toCharArray()) {
        guest.print(String.valueOf(c));
      }
      guest.print("the next line\n");
      assertEquals(List.of("password: [redacted PASSWORD]", "the next line"), messages());
    }
  }

  @Test
  void aSecretThatIsSplitBetweenLinesIsFound() {
    try (SecretGuest guest = new SecretGuest()) {
      guest.print("first\npassword: hunt\ner2! is it\nlast\n");
      assertEquals(
          List.of("first", "password: [redacted PASSWORD]", "[redacted PASSWORD] is it", "last"),
          messages());
    }
  }

  @Test
  void aSecretThatIsSplitBetweenCallsOfTheLogIsFound() {
    try (SecretGuest guest = new SecretGuest()) {
      guest.logging.log(Level.INFO, "", "hunte");
      guest.logging.log(Level.INFO, "", "r2");
      assertEquals(List.of(), messages());
      guest.logging.log(Level.INFO, "", "!");
      assertEquals(Collections.nCopies(3, "[redacted PASSWORD]"), messages());
    }
  }

  @Test
  void whatBeginsLikeASecretAndEndsThereIsTakenForOne() {
    try (SecretGuest guest = new SecretGuest()) {
      guest.print("a hunt");
      guest.logging.log(Level.INFO, "", "hunter");
      guest.logging.log(Level.INFO, "", "of foxes");
      assertEquals(List.of("hunter", "of foxes"), messages());
    }
    assertEquals(List.of("hunter", "of foxes", "a [redacted PASSWORD]"), messages());
  }

  @Test
  void aLineWithoutEndIsNotCutThroughASecretNorThroughACharacter() {
    for (int before = 8_100; before < 8_300; before++) {
      lines.clear();
      now += 1_000_000_000L;
      try (SecretGuest guest = new SecretGuest()) {
        guest.print("x".repeat(before) + "hunter2!é" + "y".repeat(300));
      }
      String logged = String.join("", messages());
      assertEquals(before + 19 + 1 + 300, logged.length(), "before " + before);
      assertTrue(logged.contains("x[redacted PASSWORD]éy"), "before " + before);
      assertTrue(lines.size() <= 2);
    }
  }
}
