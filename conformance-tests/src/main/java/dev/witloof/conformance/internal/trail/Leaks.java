package dev.witloof.conformance.internal.trail;

import dev.witloof.runtime.secret.Redactor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the material of secrets in what a connector gives. Immutable. */
final class Leaks {
  /** Of a value, so many characters in a row are a piece of it; at least half of it, too. */
  private static final int SHORTEST_PIECE = 8;

  private final Map<String, String> secrets;
  private final Map<String, Redactor> redactors = new LinkedHashMap<>();

  /**
   * @param secrets values by their names; those that are too short to be told from other text are
   *     not looked for
   */
  Leaks(Map<String, String> secrets) {
    this.secrets = secrets;
    secrets.forEach((name, value) -> redactors.put(name, Redactor.of(Map.of(name, value))));
  }

  /** Whether there is nothing to look for. */
  boolean isEmpty() {
    return redactors.values().stream().allMatch(Redactor::isEmpty);
  }

  /** The name of a secret whose value is in a text, as it is or in a usual encoding. */
  Optional<String> whole(String text) {
    return redactors.entrySet().stream()
        .filter(secret -> !secret.getValue().redact(text).equals(text))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The name of a secret of whose value a text has a piece or all, also backwards. */
  Optional<String> piece(String text) {
    return secrets.entrySet().stream()
        .filter(
            secret ->
                hasPiece(text, secret.getValue().strip())
                    || hasPiece(
                        text, new StringBuilder(secret.getValue().strip()).reverse().toString()))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> whole(text));
  }

  private static boolean hasPiece(String text, String value) {
    int length = Math.max(SHORTEST_PIECE, (value.length() + 1) / 2);
    for (int from = 0; from + length <= value.length(); from++) {
      if (text.contains(value.substring(from, from + length))) {
        return true;
      }
    }
    return false;
  }
}
