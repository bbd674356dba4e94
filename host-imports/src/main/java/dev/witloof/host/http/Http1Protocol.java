package dev.witloof.host.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.apache.hc.core5.http.nio.NHttpMessageWriter;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 on one connection. The library reads a body in chunks for as long as the server is fast
 * enough, whatever the capacity it was told, and buffers what it read of tiny ones without bound;
 * here it gets so many bytes each time the connection is ready, which makes the capacity hold.
 */
final class Http1Protocol extends ClientHttp1IOEventHandler {
  private final Duplexer duplexer;

  private Http1Protocol(Duplexer duplexer) {
    super(duplexer);
    this.duplexer = duplexer;
  }

  static Http1Protocol on(
      ProtocolIOSession session,
      HttpProcessor processor,
      Http1Config config,
      CharCodingConfig characters) {
    return new Http1Protocol(
        new Duplexer(session, processor, config, characters, new BoundedResponseParser(config)));
  }

  @Override
  public void inputReady(IOSession session, @Nullable ByteBuffer source) throws IOException {
    duplexer.allowance = Reactor.BUFFER;
    super.inputReady(session, source);
  }

  private static final class Duplexer extends ClientHttp1StreamDuplexer {
    private int allowance;

    Duplexer(
        ProtocolIOSession session,
        HttpProcessor processor,
        Http1Config config,
        CharCodingConfig characters,
        BoundedResponseParser parser) {
      super(
          session,
          processor,
          config,
          characters,
          Exchange::keepsConnection,
          parser,
          telling(parser, DefaultHttpRequestWriterFactory.INSTANCE.create()),
          DefaultContentLengthStrategy.INSTANCE,
          DefaultContentLengthStrategy.INSTANCE,
          null);
    }

    private static NHttpMessageWriter<HttpRequest> telling(
        BoundedResponseParser parser, NHttpMessageWriter<HttpRequest> writer) {
      return new NHttpMessageWriter<>() {
        @Override
        public void write(HttpRequest head, SessionOutputBuffer buffer)
            throws IOException, HttpException {
          writer.write(head, buffer);
          parser.requestSent();
        }

        @Override
        public void reset() {
          writer.reset();
        }
      };
    }

    @Override
    protected ContentDecoder createContentDecoder(
        long length,
        ReadableByteChannel channel,
        SessionInputBuffer buffer,
        BasicHttpTransportMetrics metrics)
        throws HttpException {
      ReadableByteChannel allowed = allowed(channel);
      return length == ContentLengthStrategy.CHUNKED
          ? new BoundedChunkDecoder(allowed, buffer, metrics)
          : super.createContentDecoder(length, allowed, buffer, metrics);
    }

    /** The channel, as far as there is allowance for what is read from it. */
    private ReadableByteChannel allowed(ReadableByteChannel channel) {
      return new ReadableByteChannel() {
        @Override
        public int read(ByteBuffer target) throws IOException {
          int limit = target.limit();
          target.limit(target.position() + Math.min(allowance, target.remaining()));
          try {
            int read = channel.read(target);
            allowance -= Math.max(0, read);
            return read;
          } finally {
            target.limit(limit);
          }
        }

        @Override
        public boolean isOpen() {
          return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
          channel.close();
        }
      };
    }
  }
}
