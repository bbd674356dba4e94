package dev.witloof.runtime.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is found in a text, while it is looked through. */
final class Findings {
  private final int length;
  private final List<Span> secrets = new ArrayList<>();
  private Optional<Span> open = Optional.empty();

  /**
   * @param length of the text
   */
  Findings(int length) {
    this.length = length;
  }

  void secret(Span span) {
    secrets.add(span);
  }

  /** What a secret begins with, before a cut; short ones are found everywhere and do not count. */
  void beginning(Span span) {
    if (span.to() - span.from() < Redactor.SHORTEST) {
      return;
    }
    if (span.to() < length) {
      secrets.add(span);
    } else if (open.isEmpty() || span.from() < open.get().from()) {
      open = Optional.of(span);
    }
  }

  /** What the end of the text begins; empty when it begins nothing. */
  Optional<Span> open() {
    return open;
  }

  /**
   * All secrets, in the order of their beginnings, the longest first.
   *
   * @param ended whether what the end of the text begins is one, too
   */
  List<Span> secrets(boolean ended) {
    if (ended) {
      open.ifPresent(secrets::add);
    }
    secrets.sort(Comparator.comparingInt(Span::from).thenComparingInt(span -> -span.to()));
    return secrets;
  }
}
