package dev.witloof.runtime.internal;

import dev.witloof.connector.ConnectorException;
import dev.witloof.runtime.secret.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a failure whose message held a secret: with the type's name, the message without the
 * secret, and the stack trace.
 */
final class RedactedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Causes that are looked at; beyond, there are none. */
  private static final int DEEPEST = 20;

  private RedactedFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * A failure without secrets, its causes and what it suppressed included: the same one if there
   * are none in it, a {@link ConnectorException} of the same kind, or one of this class.
   */
  static RuntimeException of(RuntimeException failure, Redactor redactor) {
    return redactor.isEmpty() || !tells(failure, redactor, DEEPEST)
        ? failure
        : copy(failure, redactor, DEEPEST);
  }

  /** An error as it may be told of: without secrets, as {@link #of} says. */
  static Throwable told(Error failure, Redactor redactor) {
    return redactor.isEmpty() || !tells(failure, redactor, DEEPEST)
        ? failure
        : copy(failure, redactor, DEEPEST);
  }

  private static boolean tells(@Nullable Throwable failure, Redactor redactor, int depth) {
    if (failure == null) {
      return false;
    } else if (depth == 0) {
      return true;
    }
    String message = failure.getMessage();
    if (message != null && !redactor.redact(message).equals(message)) {
      return true;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (tells(suppressed, redactor, depth - 1)) {
        return true;
      }
    }
    return tells(failure.getCause(), redactor, depth - 1);
  }

  private static @Nullable Throwable copyOfCause(Throwable of, Redactor redactor, int depth) {
    Throwable cause = of.getCause();
    if (!tells(cause, redactor, depth)) {
      return cause;
    }
    return cause == null || depth == 0 ? null : copy(cause, redactor, depth);
  }

  private static RuntimeException copy(Throwable failure, Redactor redactor, int depth) {
    Throwable cause = copyOfCause(failure, redactor, depth - 1);
    String message = redactor.redact(String.valueOf(failure.getMessage()));
    RuntimeException copy =
        failure instanceof ConnectorException e
            ? connectorException(e, message, cause)
            : new RedactedFailure(failure.getClass().getName() + ": " + message, cause);
    copy.setStackTrace(failure.getStackTrace());
    for (Throwable suppressed : failure.getSuppressed()) {
      if (!tells(suppressed, redactor, depth - 1)) {
        copy.addSuppressed(suppressed);
      } else if (depth > 1) {
        copy.addSuppressed(copy(suppressed, redactor, depth - 1));
      }
    }
    return copy;
  }

  private static ConnectorException connectorException(
      ConnectorException failure, String message, @Nullable Throwable cause) {
    if (failure instanceof ConnectorException.Transient) {
      return failure
          .limit()
          .map(limit -> new ConnectorException.Transient(message, cause, limit))
          .orElseGet(() -> new ConnectorException.Transient(message, cause));
    } else if (failure instanceof ConnectorException.AuthExpired) {
      return new ConnectorException.AuthExpired(message, cause);
    } else if (failure instanceof ConnectorException.SchemaIncompatible) {
      return new ConnectorException.SchemaIncompatible(message);
    } else if (failure instanceof ConnectorException.RateLimited limited) {
      return new ConnectorException.RateLimited(limited.retryAfter());
    }
    return failure
        .limit()
        .map(limit -> new ConnectorException.Permanent(message, cause, limit))
        .orElseGet(() -> new ConnectorException.Permanent(message, cause));
  }
}
