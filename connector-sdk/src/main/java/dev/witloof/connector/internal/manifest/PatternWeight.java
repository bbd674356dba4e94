package dev.witloof.connector.internal.manifest;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a program a regular expression becomes: counted repetitions are written out, one in
 * another multiplied, so that twenty characters can come to millions of instructions, each of which
 * every character of a value may cost. An estimate, for expressions that compile.
 */
final class PatternWeight {
  /** What is still matched against 64 KiB in seconds. */
  static final long MOST = 5_000;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;
  private int at;

  private PatternWeight(String pattern) {
    this.pattern = pattern;
  }

  /** Instructions, roughly; never less than one a character class or literal. */
  static long of(String pattern) {
    PatternWeight weight = new PatternWeight(pattern);
    while (weight.at < pattern.length()) {
      weight.step();
    }
    return capped(weight.sum + weight.last);
  }

  private void step() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '(' -> {
        atom(0);
        outer.push(sum);
        sum = 0;
        last = 0;
      }
      case ')' -> {
        long group = sum + last;
        sum = outer.isEmpty() ? 0 : outer.pop();
        last = Math.max(1, group);
      }
      case '{' -> repeat();
      case '\\' -> {
        at++;
        atom(1);
      }
      case '[' -> {
        skipClass();
        atom(1);
      }
      default -> atom(1);
    }
  }

  private void atom(long weight) {
    sum = capped(sum + last);
    last = weight;
  }

  /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else in braces is literal. */
  private void repeat() {
    int end = pattern.indexOf('}', at);
    String bounds = end < 0 ? "" : pattern.substring(at, end);
    if (!bounds.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
      atom(1);
      return;
    }
    long most = 1;
    for (String bound : bounds.split(",")) {
      most = Math.max(most, Long.parseLong(bound));
    }
    last = capped(last * most);
    at = end + 1;
  }

  private void skipClass() {
    // A bracket right after the opening one, or its circumflex, is literal.
    at += pattern.startsWith("^", at) ? 1 : 0;
    at += pattern.startsWith("]", at) ? 1 : 0;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private static long capped(long weight) {
    return Math.min(weight, Integer.MAX_VALUE);
  }
}
