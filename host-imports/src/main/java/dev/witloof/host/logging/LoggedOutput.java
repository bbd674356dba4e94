package dev.witloof.host.logging;

import dev.witloof.host.io.OutputStream;
import dev.witloof.runtime.LogSink.Level;
import dev.witloof.runtime.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output or error of a guest: each line becomes a line of the log. */
public final class LoggedOutput implements OutputStream {
  /** Characters after which a line is cut; a little later so as not to cut through a secret. */
  private static final int MAX_LINE = 8 << 10;

  private static final int MAX_BEYOND = 64 << 10;

  /** Bytes of a character, or of what stands for a byte that belongs to none. */
  private static final int MOST_BYTES = 3;

  /** Each byte may be a line, and the clock is looked at between writes only. */
  private static final long PERMIT = 4 << 10;

  private final LogChannel log;
  private final Redactor redactor;
  private final Level level;
  private final String name;
  private final int beyond;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int characters;

  /**
   * @param redactor for the secrets that are not to be cut through
   */
  public LoggedOutput(LogChannel log, Redactor redactor, Level level, String name) {
    this.log = log;
    this.redactor = redactor;
    this.level = level;
    this.name = name;
    this.beyond = Math.min(redactor.longestEncoded(), MAX_BEYOND);
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
        characters += begins(b);
        // Bytes count as well, for a guest may write some that begin no character.
        if (characters >= MAX_LINE + beyond || line.size() >= MOST_BYTES * (MAX_LINE + beyond)) {
          cut();
        }
      }
    }
  }

  private void flushLine() {
    log.log(level, name, line.toString(StandardCharsets.UTF_8));
    line.reset();
    characters = 0;
  }

  /** 1 for the first byte of a character in UTF-8, 0 for a further one. */
  private static int begins(byte utf8) {
    return (utf8 & 0xc0) == 0x80 ? 0 : 1;
  }

  /** What may be the beginning of a secret stays, and so does a character that is not complete. */
  private void cut() {
    byte[] bytes = line.toByteArray();
    int complete = completeCharacters(bytes);
    String text = new String(bytes, 0, complete, StandardCharsets.UTF_8);
    int cut = redactor.scan(text).cutBefore(Math.max(1, text.length() - beyond));
    if (cut == 0) {
      cut = text.length();
    }
    log.log(level, name, text.substring(0, cut));
    line.reset();
    line.writeBytes(text.substring(cut).getBytes(StandardCharsets.UTF_8));
    line.write(bytes, complete, bytes.length - complete);
    characters = 0;
    for (byte b : line.toByteArray()) {
      characters += begins(b);
    }
  }

  /** The length without the first bytes of a character whose last ones are missing. */
  private static int completeCharacters(byte[] utf8) {
    for (int back = 1; back <= 3 && back <= utf8.length; back++) {
      int b = utf8[utf8.length - back] & 0xff;
      if (b >= 0xc0) {
        int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return length > back ? utf8.length - back : utf8.length;
      }
    }
    return utf8.length;
  }

  @Override
  public void close() {
    if (line.size() > 0) {
      flushLine();
    }
    log.close();
  }
}
