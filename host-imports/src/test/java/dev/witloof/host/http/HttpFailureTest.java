package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("HTTP-response-timeout", new TimeoutException("t")),
        Arguments.of("connection-refused", new ConnectException("refused")),
        Arguments.of("destination-not-found", new UnresolvedAddressException()),
        Arguments.of("TLS-protocol-error", new SSLException("alert")),
        Arguments.of(
            "TLS-certificate-error",
            new SSLHandshakeException("x").initCause(new CertificateException("expired"))),
        Arguments.of("HTTP-protocol-error", new ProtocolException("status line")),
        Arguments.of("HTTP-protocol-error", new IllegalArgumentException("header")),
        Arguments.of("HTTP-response-header-section-size", new MessageConstraintException("line")),
        Arguments.of("HTTP-protocol-error", new MalformedChunkCodingException("size")),
        Arguments.of("HTTP-protocol-error", new H2ConnectionException(H2Error.CANCEL, "x")),
        Arguments.of("connection-terminated", new ConnectionClosedException()),
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
}
