package dev.witloof.host.http;

import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.VariantValue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof HttpFailure known) {
        return known;
      }
      String code = code(t);
      if (code != null) {
        return new HttpFailure(VariantValue.of(code), String.valueOf(t.getMessage()), failure);
      }
    }
    return internal(String.valueOf(failure));
  }

  private static @Nullable String code(Throwable t) {
    if (t instanceof HttpConnectTimeoutException) {
      return "connection-timeout";
    } else if (t instanceof HttpTimeoutException || t instanceof InterruptedIOException) {
      return "HTTP-response-timeout";
    } else if (t instanceof ConnectException) {
      return "connection-refused";
    } else if (t instanceof UnknownHostException) {
      return "destination-not-found";
    } else if (t instanceof SSLException) {
      return "TLS-protocol-error";
    }
    return t instanceof IOException ? "connection-terminated" : null;
  }

  VariantValue code() {
    return code;
  }
}
