package dev.witloof.connector.config.shape;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a value is written as text.
 *
 * @param pattern a regular expression for the whole text, in the syntax that Java and ECMA-262
 *     share; it may let more pass than {@code parse}
 * @param longest characters, at most
 * @param parse refuses by IllegalArgumentException, saying what would be right
 */
public record Form<T>(
    String pattern, int longest, Function<String, T> parse, Function<T, String> show) {

  /** Text that a pattern describes in full. */
  public static Form<String> of(String pattern, int longest, String rule) {
    Pattern compiled = Pattern.compile(pattern);
    return new Form<>(
        pattern,
        longest,
        text -> {
          if (text.length() > longest || !compiled.matcher(text).matches()) {
            throw new IllegalArgumentException(rule);
          }
          return text;
        },
        Function.identity());
  }
}
