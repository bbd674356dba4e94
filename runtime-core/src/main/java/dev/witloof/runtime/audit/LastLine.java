package dev.witloof.runtime.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * The end of a file of lines.
 *
 * @param bytes the last line that has its line feed, without it; empty when there is none
 * @param end index after that line feed; what is beyond is a torn line
 */
record LastLine(byte[] bytes, long end) {
  /** No line is longer. */
  static final int LONGEST = 16 << 20;

  private static final int CHUNK = 4 << 10;
  private static final byte[] BEGINNING = "{\"form\":".getBytes(StandardCharsets.US_ASCII);

  /**
   * @throws IOException also when the file is no audit trail, which must not be written to
   */
  static LastLine of(RandomAccessFile file) throws IOException {
    long size = file.length();
    long feed = lastFeed(file, size);
    long begin = feed < 0 ? 0 : lastFeed(file, feed) + 1;
    requireTrail(file, begin, size);
    return feed < 0
        ? new LastLine(new byte[0], 0)
        : new LastLine(read(file, begin, (int) (feed - begin)), feed + 1);
  }

  /** A line, torn or not, begins as all lines do, or a loss of power has left zeros. */
  private static void requireTrail(RandomAccessFile file, long from, long size) throws IOException {
    byte[] begins = read(file, from, (int) Math.min(BEGINNING.length, size - from));
    for (int i = 0; i < begins.length; i++) {
      if (begins[i] != BEGINNING[i] && begins[i] != 0) {
        throw notOurs();
      }
    }
  }

  private static IOException notOurs() {
    return new IOException("what is in it is no audit trail; name another file");
  }

  /** Index of the last line feed before a place; -1 when there is none. */
  private static long lastFeed(RandomAccessFile file, long before) throws IOException {
    long end = before;
    while (end > 0) {
      int size = (int) Math.min(CHUNK, end);
      byte[] chunk = read(file, end - size, size);
      for (int i = size - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return end - size + i;
        }
      }
      end -= size;
      if (before - end > LONGEST) {
        throw notOurs();
      }
    }
    return -1;
  }

  private static byte[] read(RandomAccessFile file, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(from);
    file.readFully(bytes);
    return bytes;
  }
}
