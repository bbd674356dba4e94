package dev.witloof.runtime.internal;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.secret.Redactor;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contract's variant {@code error} as the exceptions of the SDK. */
final class GuestErrors {
  /** More of a message is not told. */
  private static final int LONGEST = 1_001;

  private GuestErrors() {}

  /**
   * What a call whose result is a {@code result} gave.
   *
   * @return the payload of ok, empty when it has none
   * @throws ConnectorException the error, as the connector gave it
   */
  static Optional<Object> okOf(GuestCall call, @Nullable Object result, Redactor redactor) {
    if (result instanceof ResultValue.Err err) {
      throw toException(call, err.error().orElseThrow(), redactor);
    }
    return Objects.requireNonNull((ResultValue.Ok) result).value();
  }

  /** The error that a call returned; the message names the call. */
  static ConnectorException toException(GuestCall call, Object error, Redactor redactor) {
    VariantValue variant = (VariantValue) error;
    Object payload = variant.payload().orElseThrow();
    return switch (variant.label()) {
      case "transient" -> new ConnectorException.Transient(text(call, payload, redactor));
      case "permanent" -> new ConnectorException.Permanent(text(call, payload, redactor));
      case "auth-expired" -> new ConnectorException.AuthExpired(text(call, payload, redactor));
      case "rate-limited" -> new ConnectorException.RateLimited(Duration.ofSeconds((Long) payload));
      case "schema-incompatible" ->
          new ConnectorException.SchemaIncompatible(text(call, payload, redactor));
      default ->
          throw new IllegalStateException("the contract has no error case " + variant.label());
    };
  }

  private static String text(GuestCall call, Object payload, Redactor redactor) {
    return call.subject(redactor)
        + ": "
        + GuestText.message(redactor.redactStart((String) payload, LONGEST));
  }
}
