package dev.witloof.engine.internal.binary;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a core module's bytes.
 *
 * @param hex lower-case hexadecimal
 */
public record ContentDigest(String hex) {

  /** The digest of that content; takes time in proportion to it. */
  public static ContentDigest of(byte[] content) {
    return new ContentDigest(HexFormat.of().formatHex(sha256().digest(content)));
  }

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
