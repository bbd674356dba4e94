package dev.witloof.host.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A server that chooses HTTP/2. It answers with the protocol, the method, the length that was
 * declared, the bytes that came, and the request's trailer; {@code /endless} with a body that does
 * not end.
 */
final class Http2Server implements AutoCloseable {
  private final HttpAsyncServer server;
  private final int port;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();

  Http2Server(SSLContext identity) throws ExecutionException, InterruptedException {
    server =
        H2ServerBootstrap.bootstrap()
            .setCanonicalHostName("localhost")
            .setTlsStrategy(new H2ServerTlsStrategy(identity))
            .register("*", Answer::new)
            .create();
    server.start();
    ListenerEndpoint endpoint =
        server
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTPS)
            .get();
    port = ((InetSocketAddress) endpoint.getAddress()).getPort();
  }

  int port() {
    return port;
  }

  int exchanges() {
    return exchanges.get();
  }

  /** Bytes of endless bodies that the protocol took. */
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
  }

  private final class Answer implements AsyncServerExchangeHandler {
    private final List<String> facts = Collections.synchronizedList(new ArrayList<>());
    private @Nullable ResponseChannel channel;
    private @Nullable HttpContext context;
    private ByteBuffer body = ByteBuffer.allocate(0);
    private boolean isEndless;
    private long received;

    @Override
    public void handleRequest(
        HttpRequest request, EntityDetails entity, ResponseChannel channel, HttpContext context)
        throws HttpException, IOException {
      exchanges.incrementAndGet();
      this.channel = channel;
      this.context = context;
      isEndless = request.getPath().equals("/endless");
      facts.add(context.getProtocolVersion().format());
      facts.add(request.getMethod());
      Header length = request.getFirstHeader("content-length");
      facts.add(length == null ? "no length" : length.getValue());
      if (entity == null) {
        respond();
      }
    }

    private void respond() throws HttpException, IOException {
      facts.add(Long.toString(received));
      body = ByteBuffer.wrap(GuestHttp.utf8(String.join(" ", facts)));
      channel.sendResponse(
          new BasicHttpResponse(200), new BasicEntityDetails(-1, ContentType.TEXT_PLAIN), context);
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
      capacity.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) {
      received += source.remaining();
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers)
        throws HttpException, IOException {
      if (trailers != null) {
        trailers.forEach(trailer -> facts.add(trailer.getName() + "=" + trailer.getValue()));
      }
      respond();
    }

    @Override
    public int available() {
      return 1;
    }

    @Override
    public void produce(DataStreamChannel target) throws IOException {
      if (isEndless) {
        int taken = 1;
        while (taken > 0) {
          taken = target.write(ByteBuffer.allocate(16 << 10));
          sent.addAndGet(taken);
        }
      } else {
        target.write(body);
        if (!body.hasRemaining()) {
          target.endStream(List.of(new BasicHeader("x-checksum", "abc")));
        }
      }
    }

    @Override
    public void failed(Exception cause) {
      facts.add(cause.toString());
    }

    @Override
    public void releaseResources() {
      facts.clear();
    }
  }
}
