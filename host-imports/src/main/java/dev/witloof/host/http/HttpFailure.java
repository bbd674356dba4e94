package dev.witloof.host.http;

import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.VariantValue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A failed exchange with its {@code error-code} of wasi:http. */
final class HttpFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient VariantValue code;

  private HttpFailure(VariantValue code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  HttpFailure(String code, String message) {
    this(VariantValue.of(code), message, null);
  }

  HttpFailure(VariantValue code, String message) {
    this(code, message, null);
  }

  /** A header section of a response that is larger than a guest may have. */
  static HttpFailure headersTooLarge() {
    return new HttpFailure(
        VariantValue.of("HTTP-response-header-section-size", Optional.empty()),
        "the header section of the response is larger than " + Fields.MAX_BYTES + " bytes");
  }

  /** What the operator did not grant. */
  static HttpFailure denied(String message) {
    return new HttpFailure("HTTP-request-denied", message);
  }

  static HttpFailure internal(String message) {
    return new HttpFailure(VariantValue.of("internal-error", Optional.of(message)), message, null);
  }

  static HttpFailure dns(String host) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("rcode", Optional.of("NXDOMAIN"));
    payload.put("info-code", Optional.empty());
    return new HttpFailure(
        VariantValue.of("DNS-error", new RecordValue(payload)), "cannot resolve " + host, null);
  }

  /** What java.net.http says, in the terms of wasi:http. */
  static HttpFailure of(Throwable failure) {
    Optional<HttpFailure> known =
        causes(failure)
            .filter(HttpFailure.class::isInstance)
            .map(HttpFailure.class::cast)
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    if (causes(failure).anyMatch(HttpFailure::isAboutCertificates)) {
      return new HttpFailure(VariantValue.of("TLS-certificate-error"), text(failure), failure);
    }
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String code = code(t);
      if (code != null) {
        return new HttpFailure(VariantValue.of(code), text(t), failure);
      }
    }
    return internal(String.valueOf(failure));
  }

  /**
   * Whether the client may have left the connection open. What breaks the protocol makes that of
   * JDK 17 and of JDK 25 stop reading without closing the socket, and nothing can close it then.
   */
  boolean leavesConnectionOpen() {
    return causes(this).anyMatch(ProtocolException.class::isInstance);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static boolean isAboutCertificates(Throwable t) {
    return t instanceof CertificateException || t instanceof CertPathValidatorException;
  }

  private static String text(Throwable t) {
    return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
  }

  private static @Nullable String code(Throwable t) {
    if (t instanceof HttpConnectTimeoutException) {
      return "connection-timeout";
    } else if (t instanceof HttpTimeoutException || t instanceof InterruptedIOException) {
      return "HTTP-response-timeout";
    } else if (t instanceof ConnectException
        && t.getCause() instanceof UnresolvedAddressException) {
      return "destination-not-found";
    } else if (t instanceof ConnectException) {
      return "connection-refused";
    } else if (t instanceof UnknownHostException) {
      return "destination-not-found";
    } else if (t instanceof SSLException) {
      return "TLS-protocol-error";
    } else if (t instanceof ProtocolException || t instanceof IllegalArgumentException) {
      return "HTTP-protocol-error";
    }
    return t instanceof IOException ? "connection-terminated" : null;
  }

  VariantValue code() {
    return code;
  }
}
