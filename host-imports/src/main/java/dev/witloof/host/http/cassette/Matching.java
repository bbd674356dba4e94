package dev.witloof.host.http.cassette;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a request must have in common with a recorded one. Method, scheme, authority, path and the
 * parameters of the query are compared always; the order of parameters with different names does
 * not matter. Immutable.
 *
 * @param ignoredQuery names of parameters that are not compared
 * @param headers names, in lower case, of headers that are compared
 * @param body whether bodies are compared: JSON as JSON, others byte by byte
 * @param afterLast what a request gets when its recorded answers have all been given
 */
public record Matching(
    Set<String> ignoredQuery, List<String> headers, boolean body, AfterLast afterLast) {
  /** All parameters, no header, the body; the last answer is given again and again. */
  public static final Matching DEFAULT = new Matching(Set.of(), List.of(), true, AfterLast.REPEAT);

  public Matching {
    ignoredQuery = Set.copyOf(ignoredQuery);
    headers = headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** What follows the last recorded answer to a request. */
  public enum AfterLast {
    /** The same answer again. */
    REPEAT,
    /** A failure. */
    REFUSE;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
