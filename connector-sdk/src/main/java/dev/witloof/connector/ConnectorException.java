package dev.witloof.connector;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What went wrong in a connector, by what the caller should do about it. */
public abstract sealed class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable LimitHit limit;

  private ConnectorException(String message, @Nullable Throwable cause, @Nullable LimitHit limit) {
    super(message, cause);
    this.limit = limit;
  }

  /** The limit that caused this, if one did. */
  public Optional<LimitHit> limit() {
    return Optional.ofNullable(limit);
  }

  /** Worth another try, later. */
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

  /** No retry will help. */
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

  /** The credentials are no longer accepted. */
  public static final class AuthExpired extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public AuthExpired(String message) {
      super(message, null, null);
    }
  }

  /** Asked to slow down. */
  public static final class RateLimited extends ConnectorException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public RateLimited(Duration retryAfter) {
      super("rate limited: retry after " + retryAfter.toSeconds() + " s", null, null);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The data no longer fits the schema that was agreed on. */
  public static final class SchemaIncompatible extends ConnectorException {
    private static final long serialVersionUID = 1L;

    public SchemaIncompatible(String message) {
      super(message, null, null);
    }
  }
}
