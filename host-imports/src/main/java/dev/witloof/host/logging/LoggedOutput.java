package dev.witloof.host.logging;

import dev.witloof.host.io.OutputStream;
import dev.witloof.runtime.LogSink.Level;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output or error of a guest: each line becomes a line of the log. */
public final class LoggedOutput implements OutputStream {
  /** A line without end is cut here. */
  private static final int MAX_LINE = 8 << 10;

  private static final long PERMIT = 64 << 10;

  private final LogGate log;
  private final Level level;
  private final String name;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  public LoggedOutput(LogGate log, Level level, String name) {
    this.log = log;
    this.level = level;
    this.name = name;
  }

  @Override
  public long permitted() {
    return PERMIT;
  }

  @Override
  public void write(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        flushLine();
      } else {
        line.write(b);
        if (line.size() == MAX_LINE) {
          flushLine();
        }
      }
    }
  }

  private void flushLine() {
    log.log(level, name, line.toString(StandardCharsets.UTF_8));
    line.reset();
  }

  @Override
  public void close() {
    if (line.size() > 0) {
      flushLine();
    }
  }
}
