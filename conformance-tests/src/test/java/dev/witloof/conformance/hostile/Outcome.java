package dev.witloof.conformance.hostile;

import dev.witloof.conformance.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/**
 * How a fixture must end: a line of {@code hostile/outcomes.txt}.
 *
 * @param fixture its name
 * @param subject the kind of load problem, or the limits that may end it; empty for other kinds
 * @param words what the message must have in it
 */
record Outcome(String fixture, Kind kind, Set<String> subject, String words) {

  /** The ways to end. */
  enum Kind {
    /** It is not loaded. */
    REFUSED,
    /** A call fails as permanent, and by no limit. */
    PERMANENT,
    /** A call fails as transient, by a limit. */
    LIMIT,
    /** The rows of the well-behaved source are read. */
    ROWS,
    /** No rows are read. */
    EMPTY,
    /** It has a test of its own. */
    OWN
  }

  static List<Outcome> all() {
    try {
      return Files.readAllLines(Fixtures.hostile("outcomes.txt")).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Outcome::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome of(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 4) {
      throw new IllegalArgumentException("outcomes.txt: not four cells: " + line);
    }
    return new Outcome(
        cells[0].strip(),
        Kind.valueOf(cells[1].strip().toUpperCase(java.util.Locale.ROOT)),
        Set.of(cells[2].strip().split(" or ")),
        cells[3].strip());
  }
}
