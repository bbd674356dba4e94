package dev.witloof.host.http;

import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.protocol.H2RequestConformance;
import org.apache.hc.core5.http2.protocol.H2RequestConnControl;
import org.apache.hc.core5.http2.protocol.H2RequestContent;
import org.apache.hc.core5.http2.protocol.H2RequestTargetHost;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * The threads that do the input and output of all connectors, and the protocols they speak. A
 * handful of daemon threads serves any number of connections; it is started by the first request of
 * the process.
 */
final class Reactor {
  /** Bytes of a body that a server may send ahead of the guest. */
  static final int WINDOW = 64 << 10;

  private static final int MAX_THREADS = 4;

  /** Bytes that are read from a connection at a time. */
  static final int BUFFER = 16 << 10;

  private Reactor() {}

  /** The reactor of the process; connections to it are made with {@code connect}. */
  static DefaultConnectingIOReactor shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    static final DefaultConnectingIOReactor INSTANCE = started();
  }

  private static DefaultConnectingIOReactor started() {
    HttpProcessor processor = processor();
    Http1Config http1 = http1();
    DefaultConnectingIOReactor reactor =
        new DefaultConnectingIOReactor(
            (session, attachment) -> {
              ((Dialer.Attempt) attachment).begun(session);
              // Every connection begins with HTTP/1.1, and turns to HTTP/2 when the server has
              // chosen that by ALPN.
              session.registerProtocol(
                  ApplicationProtocol.HTTP_2.id, new Http2Protocol(http2(processor)));
              return Http1Protocol.on(session, processor, http1, characters());
            },
            IOReactorConfig.custom()
                .setIoThreadCount(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()))
                .setTcpNoDelay(true)
                .setSoTimeout(Timeout.DISABLED)
                .build(),
            DaemonThreads.named("witloof-http"),
            null,
            null,
            null,
            null);
    reactor.start();
    return reactor;
  }

  private static Http1Config http1() {
    return Http1Config.custom()
        .setBufferSize(BUFFER)
        .setInitialWindowSize(WINDOW)
        .setMaxLineLength(Fields.MAX_BYTES)
        .setMaxHeaderCount(Fields.MAX_ENTRIES)
        .build();
  }

  /** For one connection. */
  private static ClientH2StreamMultiplexerFactory http2(HttpProcessor processor) {
    return new ClientH2StreamMultiplexerFactory(
        processor,
        null,
        H2Config.custom()
            .setPushEnabled(false)
            .setInitialWindowSize(WINDOW)
            .setMaxFrameSize(Http2Frames.MAX_LENGTH)
            .setMaxHeaderListSize(Fields.MAX_BYTES)
            .build(),
        characters(),
        new Http2Guard());
  }

  /** Field values are bytes to guests. */
  private static CharCodingConfig characters() {
    return CharCodingConfig.custom().setCharset(StandardCharsets.ISO_8859_1).build();
  }

  /** The connection's own fields, of which a guest has no say. */
  private static HttpProcessor processor() {
    return HttpProcessorBuilder.create()
        .addAll(
            H2RequestConformance.INSTANCE,
            H2RequestTargetHost.INSTANCE,
            H2RequestContent.INSTANCE,
            H2RequestConnControl.INSTANCE,
            (HttpRequestInterceptor) Reactor::tellLength)
        .build();
  }

  /** HTTP/2 can do without, but servers want to know it beforehand. */
  private static void tellLength(HttpRequest request, EntityDetails entity, HttpContext context) {
    if (entity != null
        && entity.getContentLength() >= 0
        && context.getProtocolVersion().greaterEquals(HttpVersion.HTTP_2)) {
      request.addHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(entity.getContentLength()));
    }
  }
}
