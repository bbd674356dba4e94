package dev.witloof.host.logging;

import dev.witloof.engine.HostStack;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.LogSink.Level;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * Bounds what a connector logs or prints to so many bytes a second, all its instances together;
 * what is beyond is dropped, counted, and told in one line after a second. Control characters, line
 * breaks among them, are replaced, so that no guest can forge a line. Confined to the guest's
 * thread.
 */
public final class LogGate {
  private static final long SECOND = 1_000_000_000L;

  /** What a line counts beside its text, so that a flood of empty lines is one too. */
  static final int LINE_OVERHEAD = 32;

  private final HostEnvironment environment;
  private final LongSupplier nanoTime;
  private long firstDropped;
  private long dropped;

  public LogGate(HostEnvironment environment, LongSupplier nanoTime) {
    this.environment = environment;
    this.nanoTime = nanoTime;
  }

  /** Logs one line that nothing goes on from, without its secrets. */
  public void log(Level level, String context, String message) {
    if (admits(context, message)) {
      Redactor redactor = environment.secrets().redactor();
      send(level, redactor.redact(context), redactor.redact(message));
    }
  }

  /** Counts a line; false when it is too much for this second, and is dropped. */
  boolean admits(String context, String message) {
    long now = nanoTime.getAsLong();
    if (dropped > 0 && now - firstDropped >= SECOND) {
      reportDropped();
    }
    // Every char is at least a byte: what is too long by them need not be encoded to be counted.
    long chars = (long) context.length() + message.length();
    long bytes =
        chars > environment.maxLogBytesPerSecond()
            ? chars
            : LINE_OVERHEAD + utf8Length(context) + utf8Length(message);
    if (!environment.usage().admitLog(bytes, environment.maxLogBytesPerSecond(), now)) {
      if (dropped == 0) {
        firstDropped = now;
      }
      dropped += bytes;
      return false;
    }
    return true;
  }

  /** Tells what was dropped and not yet told. */
  public void close() {
    if (dropped > 0) {
      reportDropped();
    }
  }

  private void reportDropped() {
    send(
        Level.WARN,
        "witloof",
        dropped
            + " bytes of log dropped: the limit is "
            + environment.maxLogBytesPerSecond()
            + " bytes a second");
    environment.events().on(new ConnectorEvent.LogDropped(environment.connector(), dropped));
    dropped = 0;
  }

  /**
   * Logs a line that was admitted and has no secrets, with its control characters replaced. What
   * takes it is the operator's, and must not end halfway.
   */
  void send(Level level, String context, String message) {
    HostStack.requireRoom();
    environment.log().log(
        new LogSink.LogLine(
            environment.connector().name(), level, neutral(context), neutral(message)));
  }

  private static long utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String neutral(String text) {
    return text.codePoints().noneMatch(LogGate::isUnsafe)
        ? text
        : text.codePoints()
            .map(c -> isUnsafe(c) ? '\uFFFD' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** Controls, separators that break lines, and marks that reorder text. */
  private static boolean isUnsafe(int c) {
    if (c == '\t') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
