package dev.witloof.component.internal.validate;

import java.util.List;
import java.util.regex.Pattern;

/** Integrity metadata of a dependency name: hashes by algorithm, in base64. */
final class Integrity {
  private static final Pattern WHITESPACE = Pattern.compile("\\s++");
  private static final Pattern BASE64 = Pattern.compile("[0-9A-Za-z+/]++={0,2}+");
  private static final List<String> ALGORITHMS = List.of("sha256", "sha384", "sha512");

  private Integrity() {}

  static void check(String metadata) {
    String stripped = metadata.strip();
    if (stripped.isEmpty()) {
      throw new NameSyntaxException("integrity hash cannot be empty");
    }
    WHITESPACE.splitAsStream(stripped).forEach(Integrity::checkHash);
  }

  private static void checkHash(String hash) {
    String algorithm =
        ALGORITHMS.stream()
            .filter(hash::startsWith)
            .findFirst()
            .orElseThrow(
                () -> new NameSyntaxException("unrecognized hash algorithm: `" + hash + "`"));
    if (!hash.startsWith("-", algorithm.length())) {
      throw new NameSyntaxException("expected `-` after hash algorithm: `" + hash + "`");
    }
    int options = hash.indexOf('?');
    String base64 = hash.substring(algorithm.length() + 1, options < 0 ? hash.length() : options);
    if (!BASE64.matcher(base64).matches()) {
      throw new NameSyntaxException("not valid base64: `" + base64 + "`");
    }
  }
}
