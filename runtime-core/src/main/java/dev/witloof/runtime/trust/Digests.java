package dev.witloof.runtime.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 as 64 hexadecimal digits in lower case. */
public final class Digests {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private Digests() {}

  /** The digest of some bytes. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A digest as it is.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static String require(String text) {
    if (!DIGEST.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a SHA-256 of 64 hexadecimal digits in lower case");
    }
    return text;
  }
}
