package dev.witloof.host.http;

import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.VariantValue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2CorruptFrameException;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.jspecify.annotations.Nullable;

/** A failed exchange with its {@code error-code} of wasi:http. */
final class HttpFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private static final Set<String> WITH_SIZE =
      Set.of(
          "HTTP-request-body-size",
          "HTTP-response-body-size",
          "HTTP-response-header-section-size",
          "HTTP-response-trailer-section-size");
  private static final Set<String> BARE =
      Set.of(
          "configuration-error",
          "connection-read-timeout",
          "connection-refused",
          "connection-terminated",
          "connection-timeout",
          "destination-IP-prohibited",
          "destination-not-found",
          "HTTP-protocol-error",
          "HTTP-request-denied",
          "HTTP-response-timeout",
          "TLS-certificate-error",
          "TLS-protocol-error");

  /** Characters of a message: guests keep it, and part of it may be the server's. */
  private static final int MAX_MESSAGE = 500;

  private final transient VariantValue code;

  private HttpFailure(VariantValue code, String message, @Nullable Throwable cause) {
    super(bounded(message), cause);
    this.code = code;
  }

  private static String bounded(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
  }

  HttpFailure(String code, String message) {
    this(VariantValue.of(code), message, null);
  }

  HttpFailure(VariantValue code, String message) {
    this(code, message, null);
  }

  /** A header section of a response that has more bytes or lines than a guest may have. */
  static HttpFailure headersTooLarge() {
    return new HttpFailure(
        VariantValue.of("HTTP-response-header-section-size", Optional.empty()),
        "the header section of the response has more than "
            + Fields.MAX_BYTES
            + " bytes or "
            + Fields.MAX_ENTRIES
            + " lines");
  }

  /** Trailers of a response that have more bytes or lines than the host keeps. */
  static HttpFailure trailersTooLarge() {
    return new HttpFailure(
        VariantValue.of("HTTP-response-trailer-section-size", Optional.empty()),
        "the trailers of the response have more than "
            + BoundedChunkDecoder.MAX_BYTES
            + " bytes or "
            + BoundedChunkDecoder.MAX_TRAILERS
            + " lines");
  }

  /** What the operator did not grant. */
  static HttpFailure denied(String message) {
    return new HttpFailure("HTTP-request-denied", message);
  }

  static HttpFailure internal(String message) {
    return internal(message, message);
  }

  /**
   * @param told what the guest is told
   * @param message for the operator
   */
  static HttpFailure internal(String told, String message) {
    return new HttpFailure(
        VariantValue.of("internal-error", Optional.of(bounded(told))), message, null);
  }

  private static VariantValue dnsError() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("rcode", Optional.of("NXDOMAIN"));
    payload.put("info-code", Optional.empty());
    return VariantValue.of("DNS-error", new RecordValue(payload));
  }

  static HttpFailure dns(String host) {
    return new HttpFailure(dnsError(), "cannot resolve " + host);
  }

  /**
   * A failure as it was recorded.
   *
   * @param label a case of {@code error-code}, without what belongs to it; one that this host does
   *     not use becomes an internal error
   */
  static HttpFailure ofLabel(String label, String message) {
    if (label.equals("DNS-error")) {
      return new HttpFailure(dnsError(), message);
    }
    if (WITH_SIZE.contains(label)) {
      return new HttpFailure(VariantValue.of(label, Optional.empty()), message);
    }
    if (BARE.contains(label)) {
      return new HttpFailure(label, message);
    }
    return internal(message);
  }

  /** What the client says, in the terms of wasi:http. */
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
    if (causes(failure).anyMatch(MessageConstraintException.class::isInstance)) {
      return headersTooLarge();
    }
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String code = code(t);
      if (code != null) {
        return new HttpFailure(VariantValue.of(code), text(t), failure);
      }
    }
    return internal(String.valueOf(failure));
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
    if (t instanceof TimeoutException || t instanceof InterruptedIOException) {
      return "HTTP-response-timeout";
    } else if (t instanceof ConnectException || t instanceof NoRouteToHostException) {
      return "connection-refused";
    } else if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
      return "destination-not-found";
    } else if (t instanceof SSLException) {
      return "TLS-protocol-error";
    } else if (t instanceof TruncatedChunkException || t instanceof ConnectionClosedException) {
      return "connection-terminated";
    } else if (isAboutTheProtocol(t)) {
      return "HTTP-protocol-error";
    }
    return t instanceof IOException ? "connection-terminated" : null;
  }

  private static boolean isAboutTheProtocol(Throwable t) {
    return t instanceof HttpException
        || t instanceof MalformedChunkCodingException
        || t instanceof H2StreamResetException
        || t instanceof H2ConnectionException
        || t instanceof H2CorruptFrameException
        || t instanceof IllegalArgumentException;
  }

  VariantValue code() {
    return code;
  }
}
