package dev.witloof.connectors.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a channel byte by byte through a buffer and knows where it is. Not thread-safe. */
final class ByteInput {
  /** What {@link #read()} and {@link #peek()} return at the end of the file. */
  static final int END = -1;

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(bytes);
  private int next;
  private int end;
  private long offset;
  private long line;

  ByteInput(FileChannel channel, Position start) {
    this.channel = channel;
    this.offset = start.offset();
    this.line = start.line();
  }

  /** The next byte, 0 to 255, or {@link #END}. */
  int read() throws IOException {
    if (next == end && !fill()) {
      return END;
    }
    int value = bytes[next++] & 0xff;
    offset++;
    if (value == '\n') {
      line++;
    }
    return value;
  }

  /** As {@link #read()}, without moving on. */
  int peek() throws IOException {
    return next == end && !fill() ? END : bytes[next] & 0xff;
  }

  /** Passes over the byte that {@link #peek()} returned when it is {@code expected}. */
  boolean skip(int expected) throws IOException {
    if (peek() != expected) {
      return false;
    }
    read();
    return true;
  }

  /** Where the next byte is. */
  Position position() {
    return new Position(offset, line);
  }

  private boolean fill() throws IOException {
    view.clear();
    int count = channel.read(view, offset);
    next = 0;
    end = Math.max(count, 0);
    return end > 0;
  }
}
