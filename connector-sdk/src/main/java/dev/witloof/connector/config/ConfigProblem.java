package dev.witloof.connector.config;

/**
 * One thing wrong in a configuration file.
 *
 * @param key path of the key with dots; empty when it concerns no key, as an error of syntax
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(Position position, String key, String message) {

  /** One line: {@code 3:1: limits.memory: must be …}. */
  @Override
  public String toString() {
    return position + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
