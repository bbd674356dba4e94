package dev.witloof.connectors.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of the first and the last 4 KiB before an offset. Appending leaves it as it is; replacing
 * the file, or editing its header or the last records read, changes it.
 */
final class Fingerprint {
  private static final int WINDOW = 1 << 12;

  private Fingerprint() {}

  /**
   * The fingerprint of what is before {@code offset}; leaves the channel where it is.
   *
   * @throws EOFException when the file is shorter than that
   */
  static String before(FileChannel channel, long offset) throws IOException {
    MessageDigest digest = sha256();
    int window = (int) Math.min(offset, WINDOW);
    digest.update(read(channel, 0, window));
    digest.update(read(channel, offset - window, window));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file ends before byte " + (offset + length));
      }
    }
    return bytes.flip();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
