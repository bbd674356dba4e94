package dev.witloof.runtime.internal;

import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.runtime.GuestText;
import java.time.Duration;

/** The contract's variant {@code error} as the exceptions of the SDK. */
final class GuestErrors {
  private GuestErrors() {}

  static ConnectorException toException(Object error) {
    VariantValue variant = (VariantValue) error;
    Object payload = variant.payload().orElseThrow();
    return switch (variant.label()) {
      case "transient" -> new ConnectorException.Transient(text(payload));
      case "permanent" -> new ConnectorException.Permanent(text(payload));
      case "auth-expired" -> new ConnectorException.AuthExpired(text(payload));
      case "rate-limited" -> new ConnectorException.RateLimited(Duration.ofSeconds((Long) payload));
      case "schema-incompatible" -> new ConnectorException.SchemaIncompatible(text(payload));
      default ->
          throw new IllegalStateException("the contract has no error case " + variant.label());
    };
  }

  private static String text(Object payload) {
    return GuestText.message((String) payload);
  }
}
