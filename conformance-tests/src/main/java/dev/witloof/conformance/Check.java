package dev.witloof.conformance;

import java.util.Set;

/**
 * One thing that must hold of a connector.
 *
 * @param id stable, such as {@code cursor.resume}: reports and selections name a check by it
 * @param title a sentence that says what must hold
 * @param needs behaviours without which it does not apply
 * @param excludes behaviours with which it does not apply: the check is what must hold without them
 * @param body throws a {@link Finding} when it does not hold and {@link NotApplicable} when it
 *     cannot be told; any other exception is a defect of the connector as well
 */
public record Check(
    String id, String title, Set<Behaviour> needs, Set<Behaviour> excludes, Body body) {

  public Check {
    needs = Set.copyOf(needs);
    excludes = Set.copyOf(excludes);
  }

  /** A check that applies to every connector. */
  public static Check of(String id, String title, Body body) {
    return new Check(id, title, Set.of(), Set.of(), body);
  }

  /** The same, for connectors that declare these. */
  public Check needing(Behaviour... behaviours) {
    return new Check(id, title, Set.of(behaviours), excludes, body);
  }

  /** The same, for connectors that declare none of these. */
  public Check excluding(Behaviour... behaviours) {
    return new Check(id, title, needs, Set.of(behaviours), body);
  }

  /** What a check does. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }
}
