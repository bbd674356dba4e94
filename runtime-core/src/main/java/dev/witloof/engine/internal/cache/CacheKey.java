package dev.witloof.engine.internal.cache;

import dev.witloof.engine.internal.binary.ContentDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names an entry by everything that its content follows from: what differs in any of it has another
 * key, so entries never have to be compared or invalidated.
 *
 * @param kind what the entry holds
 * @param digest SHA-256 of the rest, lower-case hexadecimal
 */
public record CacheKey(Kind kind, String digest) {
  /**
   * What entries hold. A kind that is no longer made has to stay, since only what is named by one
   * is evicted.
   */
  public enum Kind {
    /** Compiled modules. */
    CODE("code"),
    /** Nothing: a module is known to be valid. */
    VALID("valid");

    private final String extension;

    Kind(String extension) {
      this.extension = extension;
    }
  }

  /** Bytes of a digest. */
  static final int DIGEST_BYTES = 32;

  private static final Pattern FILE_NAME =
      Pattern.compile(
          Arrays.stream(Kind.values())
              .map(kind -> kind.extension)
              .collect(Collectors.joining("|", "[0-9a-f]{" + 2 * DIGEST_BYTES + "}\\.(", ")")));

  /**
   * The key of what is made of those modules.
   *
   * @param versions of all that makes it, by name; their order does not matter
   * @param modules in order
   */
  public static CacheKey of(Kind kind, Map<String, ?> versions, List<ContentDigest> modules) {
    MessageDigest digest = ContentDigest.sha256();
    add(digest, kind.extension);
    add(digest, Integer.toString(versions.size()));
    new TreeMap<>(versions)
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value.toString());
            });
    modules.forEach(module -> add(digest, module.hex()));
    return new CacheKey(kind, HexFormat.of().formatHex(digest.digest()));
  }

  /** With its length, so that no two sequences of texts are the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  String fileName() {
    return digest + "." + kind.extension;
  }

  /** Whether that is the name of some key's file. */
  static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches();
  }

  byte[] digestBytes() {
    return HexFormat.of().parseHex(digest);
  }
}
