package dev.witloof.host.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.impl.nio.ClientH2UpgradeHandler;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ProtocolUpgradeHandler;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 on connections with TLS, whose frames are checked before the library reads them. It gets
 * all input that was encrypted as {@code source} of {@link IOEventHandler#inputReady}, first while
 * it sends its preface and then in another handler.
 */
final class Http2Protocol implements ProtocolUpgradeHandler {
  private final ClientH2UpgradeHandler library;

  Http2Protocol(ClientH2StreamMultiplexerFactory factory) {
    library = new ClientH2UpgradeHandler(factory, null);
  }

  @Override
  public void upgrade(ProtocolIOSession session, FutureCallback<ProtocolIOSession> callback) {
    Http2Frames frames = new Http2Frames();
    library.upgrade(
        session,
        new FutureCallback<>() {
          @Override
          public void completed(ProtocolIOSession begun) {
            begun.upgrade(new Checked(frames, begun.getHandler()));
            callback.completed(begun);
          }

          @Override
          public void failed(Exception failure) {
            callback.failed(failure);
          }

          @Override
          public void cancelled() {
            callback.cancelled();
          }
        });
    session.upgrade(new Checked(frames, session.getHandler()));
  }

  private record Checked(Http2Frames frames, IOEventHandler handler) implements IOEventHandler {
    @Override
    public void inputReady(IOSession session, @Nullable ByteBuffer source) throws IOException {
      if (source != null) {
        frames.check(source);
      }
      handler.inputReady(session, source);
    }

    @Override
    public void connected(IOSession session) throws IOException {
      handler.connected(session);
    }

    @Override
    public void outputReady(IOSession session) throws IOException {
      handler.outputReady(session);
    }

    @Override
    public void timeout(IOSession session, Timeout timeout) throws IOException {
      handler.timeout(session, timeout);
    }

    @Override
    public void exception(IOSession session, Exception cause) {
      handler.exception(session, cause);
    }

    @Override
    public void disconnected(IOSession session) {
      handler.disconnected(session);
    }
  }
}
