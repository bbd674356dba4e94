package dev.witloof.host.http;

import java.io.IOException;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;

/**
 * What a response of HTTP/2 must be, beyond what the library makes sure of: its body is as long as
 * declared, it has none where none may be, and no field is about the connection (RFC 9113, 8.1.1
 * and 8.2.2). In HTTP/1.1 the length is what ends a body. Used by one thread.
 */
final class Http2Response {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");
  private static final long ANY = -1;

  private final long length;
  private long received;

  /**
   * @param method of the request
   * @throws ProtocolException if the header section is malformed
   */
  Http2Response(String method, HttpResponse head) throws ProtocolException {
    for (Header header : head.getHeaders()) {
      if (OF_THE_CONNECTION.contains(header.getName())) {
        throw new ProtocolException("the response has a field of the connection");
      }
    }
    long declared = declared(head);
    length = hasNoBody(method, head.getCode()) ? 0 : declared;
  }

  private static boolean hasNoBody(String method, int status) {
    return Method.HEAD.isSame(method)
        || status == HttpStatus.SC_NO_CONTENT
        || status == HttpStatus.SC_NOT_MODIFIED;
  }

  private static long declared(HttpResponse head) throws ProtocolException {
    long declared = ANY;
    for (Header header : head.getHeaders(HttpHeaders.CONTENT_LENGTH)) {
      long value = number(header.getValue());
      if (declared != ANY && declared != value) {
        throw new ProtocolException("the response has two lengths");
      }
      declared = value;
    }
    return declared;
  }

  private static long number(String text) throws ProtocolException {
    // More digits than these are no long.
    if (!text.matches("[0-9]{1,18}")) {
      throw new ProtocolException("the response has a length that is no number");
    }
    return Long.parseLong(text);
  }

  /** Some of the body came. */
  void arrived(int bytes) throws IOException {
    received += bytes;
    if (length != ANY && received > length) {
      throw new IOException(wrongLength());
    }
  }

  /** All of it came. */
  void ended() throws ProtocolException {
    if (length != ANY && received != length) {
      HttpFailure reason = wrongLength();
      throw new ProtocolException(reason.getMessage(), reason);
    }
  }

  private static HttpFailure wrongLength() {
    return new HttpFailure(
        "HTTP-protocol-error", "the body of the response is not as long as declared");
  }
}
