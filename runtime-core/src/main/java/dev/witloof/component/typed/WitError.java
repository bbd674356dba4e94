package dev.witloof.component.typed;

/**
 * An exception that is the error of a {@code result}. A host's method that declares it answers with
 * the error when it throws it. A method of a guest's interface that declares it throws it when the
 * guest answers so; for that the exception has a constructor that takes the payload.
 *
 * @param <E> the payload's class, as {@link dev.witloof.component.typed} maps it
 */
public interface WitError<E> {
  /** The payload. */
  E error();
}
