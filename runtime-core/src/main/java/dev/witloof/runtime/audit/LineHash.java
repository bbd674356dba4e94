package dev.witloof.runtime.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which a line of an audit file holds on to the one before it. */
final class LineHash {
  /** What the first line of all has in place of a hash. */
  static final String NO_LINE = "0".repeat(64);

  private LineHash() {}

  /** SHA-256 of a line without its line feed, in hexadecimal. */
  static String of(byte[] line) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
