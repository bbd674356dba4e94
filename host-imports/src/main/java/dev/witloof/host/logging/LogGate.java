package dev.witloof.host.logging;

import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.LogSink.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * Bounds what one component instance logs or prints to so many bytes a second; what is beyond is
 * dropped, counted, and told in one line when the second is over. Control characters, line breaks
 * among them, are replaced, so that no guest can forge a line. Confined to the guest's thread.
 */
public final class LogGate {
  private static final long SECOND = 1_000_000_000L;

  private final HostEnvironment environment;
  private final LongSupplier nanoTime;
  private long windowStart;
  private long used;
  private long dropped;

  public LogGate(HostEnvironment environment, LongSupplier nanoTime) {
    this.environment = environment;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  public void log(Level level, String context, String message) {
    long now = nanoTime.getAsLong();
    if (now - windowStart >= SECOND) {
      reportDropped();
      windowStart = now;
      used = 0;
    }
    long bytes =
        (long) context.getBytes(StandardCharsets.UTF_8).length
            + message.getBytes(StandardCharsets.UTF_8).length;
    if (used + bytes > environment.maxLogBytesPerSecond()) {
      dropped += bytes;
      return;
    }
    used += bytes;
    send(level, neutral(context), neutral(message));
  }

  /** Tells what was dropped and not yet told. */
  public void close() {
    reportDropped();
  }

  private void reportDropped() {
    if (dropped > 0) {
      send(
          Level.WARN,
          "witloof",
          dropped
              + " bytes of log dropped: the limit is "
              + environment.maxLogBytesPerSecond()
              + " bytes a second");
      dropped = 0;
    }
  }

  private void send(Level level, String context, String message) {
    environment.log().log(new LogSink.LogLine(environment.connector(), level, context, message));
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
