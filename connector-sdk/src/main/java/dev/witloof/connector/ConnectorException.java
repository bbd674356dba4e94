package dev.witloof.connector;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a connector, by what the caller should do about it: {@code error} of {@code
 * witloof:connector/types}. The message is for a person and names thing, place and remedy.
 */
public abstract sealed class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable LimitHit limit;

  private ConnectorException(String message, @Nullable Throwable cause, @Nullable LimitHit limit) {
    super(message, cause);
    this.limit = limit;
  }

  /** The limit that caused this, if one did; lost when the exception is serialised. */
  public Optional<LimitHit> limit() {
    return Optional.ofNullable(limit);
  }

  /** Worth another try, later: a lost connection, a limit that was hit. */
  public static final class Transient extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public Transient(String message) {
      super(message, null, null);
    }

    public Transient(String message, @Nullable Throwable cause) {
      super(message, cause, null);
    }

    public Transient(String message, @Nullable Throwable cause, LimitHit limit) {
      super(message, cause, limit);
    }
  }

  /** No retry will help: an unknown table, wrong data, a wrong setting. */
  public static final class Permanent extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public Permanent(String message) {
      super(message, null, null);
    }

    public Permanent(String message, @Nullable Throwable cause) {
      super(message, cause, null);
    }

    public Permanent(String message, @Nullable Throwable cause, LimitHit limit) {
      super(message, cause, limit);
    }
  }

  /** The credentials are no longer accepted; somebody has to renew them. */
  public static final class AuthExpired extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public AuthExpired(String message) {
      super(message, null, null);
    }

    public AuthExpired(String message, @Nullable Throwable cause) {
      super(message, cause, null);
    }
  }

  /** The service asked to slow down; worth another try after {@link #retryAfter()}. */
  public static final class RateLimited extends ConnectorException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param retryAfter zero or more
     * @throws IllegalArgumentException when it is negative
     */
    public RateLimited(Duration retryAfter) {
      super("rate limited: retry after " + retryAfter.toSeconds() + " s", null, null);
      if (retryAfter.isNegative()) {
        throw new IllegalArgumentException("a delay cannot be negative: " + retryAfter);
      }
      this.retryAfter = retryAfter;
    }

    /** How long to wait before the next try; zero or more. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The data no longer fits the schema that was agreed on; discover and prepare again. */
  public static final class SchemaIncompatible extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public SchemaIncompatible(String message) {
      super(message, null, null);
    }
  }
}
