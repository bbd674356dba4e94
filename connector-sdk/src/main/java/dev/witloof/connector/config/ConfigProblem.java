package dev.witloof.connector.config;

import java.util.regex.Pattern;

/**
 * One thing wrong in a configuration file. What it quotes of the file has a {@code ?} for each
 * control character, line break and mark that reorders text, so that the file can forge no line of
 * the complaint.
 *
 * @param key path of the key with dots; empty when it concerns no key, as an error of syntax
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(Position position, String key, String message) {
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029]");

  public ConfigProblem {
    key = UNSAFE.matcher(key).replaceAll("?");
    message = UNSAFE.matcher(message).replaceAll("?");
  }

  /** One line: {@code 3:1: limits.memory: must be …}. */
  @Override
  public String toString() {
    return position + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
