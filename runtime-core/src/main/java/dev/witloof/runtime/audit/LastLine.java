package dev.witloof.runtime.audit;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The end of a file of lines.
 *
 * @param bytes the last line that has its line feed, without it; empty when there is none
 * @param end index after that line feed; what is beyond is a torn line
 */
record LastLine(byte[] bytes, long end) {
  private static final int CHUNK = 4 << 10;

  static LastLine of(RandomAccessFile file) throws IOException {
    long feed = lastFeed(file, file.length());
    if (feed < 0) {
      return new LastLine(new byte[0], 0);
    }
    long before = lastFeed(file, feed);
    return new LastLine(read(file, before + 1, Math.toIntExact(feed - before - 1)), feed + 1);
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
