package dev.witloof.host.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/** Asks a proxy for a way through to a server ({@code CONNECT}; RFC 9110, 9.3.6). */
final class Tunnel implements AsyncClientExchangeHandler {
  private final Target target;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();

  Tunnel(Target target) {
    this.target = target;
  }

  /**
   * @param session connected to the proxy
   * @return done when what is sent goes to the server
   */
  CompletableFuture<Void> open(ProtocolIOSession session) {
    session.enqueue(
        new RequestExecutionCommand(this, HttpCoreContext.create()), Command.Priority.IMMEDIATE);
    return opened;
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    String server = target.host() + ":" + target.port();
    channel.sendRequest(
        new BasicHttpRequest(
            Method.CONNECT.name(), null, Exchange.authority(target, target.port()), server),
        null,
        context);
  }

  @Override
  public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context) {
    if (response.getCode() != HttpStatus.SC_OK) {
      opened.completeExceptionally(
          new HttpFailure(
              "destination-unavailable",
              "the proxy answered " + response.getCode() + " to CONNECT for " + target.origin()));
    }
  }

  /** The exchange with the proxy is over, so that TLS may begin. */
  @Override
  public void releaseResources() {
    opened.complete(null);
  }

  @Override
  public void failed(Exception cause) {
    opened.completeExceptionally(cause);
  }

  @Override
  public void cancel() {
    opened.cancel(false);
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context) {
    // Interim answers change nothing.
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public void produce(DataStreamChannel channel) {
    throw new IllegalStateException("CONNECT has no body");
  }

  /** The text of a refusal is not read: its connection is closed. */
  @Override
  public void updateCapacity(CapacityChannel channel) {}

  @Override
  public void consume(ByteBuffer bytes) {}

  @Override
  public void streamEnd(List<? extends Header> trailers) {}
}
