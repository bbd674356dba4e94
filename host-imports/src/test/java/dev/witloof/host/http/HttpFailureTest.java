package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("connection-timeout", new HttpConnectTimeoutException("t")),
        Arguments.of("HTTP-response-timeout", new HttpTimeoutException("t")),
        Arguments.of("connection-refused", new ConnectException("refused")),
        Arguments.of(
            "destination-not-found",
            new ConnectException("x").initCause(new UnresolvedAddressException())),
        Arguments.of("TLS-protocol-error", new SSLException("alert")),
        Arguments.of(
            "TLS-certificate-error",
            new SSLHandshakeException("x").initCause(new CertificateException("expired"))),
        Arguments.of("HTTP-protocol-error", new ProtocolException("status line")),
        Arguments.of("HTTP-protocol-error", new IllegalArgumentException("header")),
        Arguments.of("connection-terminated", new IOException("EOF")),
        Arguments.of("internal-error", new IllegalStateException("x")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theClientsFailuresHaveTheirCodes(String code, Throwable failure) {
    assertEquals(code, HttpFailure.of(failure).code().label());
    assertEquals(code, HttpFailure.of(new CompletionException(failure)).code().label());
  }

  @Test
  void aFailureThatIsKnownIsFoundUnderWhateverWrapsIt() {
    HttpFailure known = HttpFailure.denied("no");
    assertSame(known, HttpFailure.of(new IOException(new IllegalArgumentException(known))));
  }

  @Test
  void onlyABrokenProtocolLeavesTheConnectionOpen() {
    assertTrue(HttpFailure.of(new ProtocolException("x")).leavesConnectionOpen());
    assertFalse(HttpFailure.of(new IOException("x")).leavesConnectionOpen());
  }
}
