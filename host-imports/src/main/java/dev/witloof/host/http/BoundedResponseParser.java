package dev.witloof.host.http;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.FormattedHeader;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Parses the header sections of HTTP/1.1 responses more strictly than the library does. It bounds
 * all lines of an exchange together, interim responses included, where the library bounds their
 * number and the length of each; a section that is cut short by the end of the connection is no
 * section; nothing may stand between the name of a field and its colon, nor before the first name;
 * lengths are digits (RFC 9112, 2.2 and 6.3); and not a byte may come that nobody asked for, or the
 * next response would begin with it.
 */
final class BoundedResponseParser implements NHttpMessageParser<HttpResponse> {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

  private final NHttpMessageParser<HttpResponse> parser;
  private long bytes;
  private int awaited;

  BoundedResponseParser(Http1Config config) {
    parser = new DefaultHttpResponseParserFactory(config, null, LazyLineParser.INSTANCE).create();
  }

  /** A request was sent, so that a response may come. */
  void requestSent() {
    awaited++;
  }

  @Override
  public void reset() {
    parser.reset();
  }

  @Override
  public @Nullable HttpResponse parse(SessionInputBuffer buffer, boolean endOfStream)
      throws IOException, HttpException {
    if (awaited == 0 && buffer.hasData()) {
      // A request that waits for this connection was not sent on it yet.
      throw new RequestNotExecutedException("the server sent something that nobody asked for");
    }
    int before = buffer.length();
    HttpResponse response = parser.parse(buffer, false);
    bytes += before - buffer.length();
    if (bytes > Fields.MAX_BYTES) {
      throw new MessageConstraintException(
          "the header section is larger than " + Fields.MAX_BYTES + " bytes");
    }
    if (response == null && endOfStream && (bytes > 0 || buffer.hasData())) {
      throw new IOException("the connection ended within the header section");
    }
    if (response != null) {
      check(response);
    }
    if (response != null && response.getCode() >= HttpStatus.SC_SUCCESS) {
      bytes = 0;
      awaited--;
    }
    return response;
  }

  private static void check(HttpResponse response) throws ProtocolException {
    ProtocolVersion version = response.getVersion();
    if (version != null && version.getMajor() < 1) {
      throw new ProtocolException("the response has the version " + version);
    }
    for (Header header : response.getHeaders()) {
      if (header instanceof FormattedHeader raw
          && raw.getBuffer().length() > 0
          && raw.getBuffer().charAt(0) <= ' ') {
        throw new ProtocolException("the header section begins with white space");
      }
    }
    for (Header length : response.getHeaders(HttpHeaders.CONTENT_LENGTH)) {
      if (!DIGITS.matcher(String.valueOf(length.getValue())).matches()) {
        throw new ProtocolException("the response has a length that is no number");
      }
    }
  }
}
