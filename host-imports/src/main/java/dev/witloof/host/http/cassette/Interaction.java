package dev.witloof.host.http.cassette;

/**
 * A request and what came of it. Immutable.
 *
 * @param times how often in a row, at least 1, the request got this answer
 */
public record Interaction(RecordedRequest request, Answer answer, int times) {
  public Interaction {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, not " + times);
    }
  }

  Interaction(RecordedRequest request, Answer answer) {
    this(request, answer, 1);
  }

  /** The same, once more. */
  Interaction again() {
    return new Interaction(request, answer, Math.addExact(times, 1));
  }
}
