package dev.witloof.host.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response on a connection, called by the reactor. When both are complete, the
 * connection goes back; a failure or giving up closes it.
 */
final class Exchange implements AsyncClientExchangeHandler, OutgoingBody.Sender {
  private static final String CONTEXT_KEY = Exchange.class.getName();
  private static final int MAX_STATUS = 999;

  private final HttpTransport.Request request;
  private final boolean isProxied;
  private final Connection connection;
  private final ConnectionPool pool;
  private final ArrivingBody arriving;
  private final CompletableFuture<HttpTransport.Response> response = new CompletableFuture<>();
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile HttpTransport.@Nullable Response arrived;
  private @Nullable Http2Response rules;
  private volatile @Nullable DataStreamChannel output;
  private volatile List<Fields.Entry> trailers = List.of();
  private volatile boolean requestEnded;
  private volatile boolean responseEnded;
  private volatile boolean keepsConnection = true;

  Exchange(
      HttpTransport.Request request,
      Route route,
      Connection connection,
      ConnectionPool pool,
      Runnable wakeup) {
    this.request = request;
    this.isProxied = route.proxy().isPresent();
    this.connection = connection;
    this.pool = pool;
    this.arriving = new ArrivingBody(wakeup, this::giveUp);
  }

  /** Starts it; the response is there with its header section. */
  CompletableFuture<HttpTransport.Response> start() {
    response.whenComplete(
        (arrived, failure) -> {
          if (failure != null) {
            giveUp();
          }
        });
    request.body().ifPresent(body -> body.sendWith(this));
    connection.execute(this);
    return response;
  }

  /** Closes the connection, unless everything has come and gone. */
  private void giveUp() {
    if (!(requestEnded && responseEnded) && released.compareAndSet(false, true)) {
      pool.giveBack(connection, false);
    }
  }

  static URIAuthority authority(Target target, int port) {
    String host = target.host();
    // The library puts brackets around IPv6 addresses itself.
    return new URIAuthority(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    context.setAttribute(CONTEXT_KEY, this);
    Target target = request.target();
    BasicHttpRequest head =
        new BasicHttpRequest(
            target.method(),
            target.scheme(),
            authority(target, target.hasDefaultPort() ? -1 : target.port()),
            isProxied && !target.isSecure() ? target.url() : target.pathWithQuery());
    for (Fields.Entry entry : request.headers()) {
      // The length is that of the body.
      if (!entry.name().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
        head.addHeader(entry.name(), entry.text());
      }
    }
    boolean hasBody = request.body().map(body -> !body.isEmpty()).orElse(false);
    EntityDetails entity =
        hasBody
            ? new BasicEntityDetails(request.body().orElseThrow().length().orElse(-1L), null)
            : null;
    requestEnded = !hasBody;
    channel.sendRequest(head, entity, context);
  }

  @Override
  public int available() {
    return request.body().map(OutgoingBody::available).orElse(0);
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    output = channel;
    OutgoingBody body = request.body().orElseThrow();
    if (body.produce(channel)) {
      requestEnded = true;
    }
  }

  @Override
  public void more() {
    DataStreamChannel channel = output;
    if (channel != null) {
      channel.requestOutput();
    }
  }

  @Override
  public void aborted(HttpFailure reason) {
    failed(reason);
  }

  @Override
  public void consumeInformation(HttpResponse interim, HttpContext context) throws HttpException {
    // Interim responses are not for guests: wasi:http has no way to give them.
    if (interim.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
      throw new ProtocolException("the server switches to a protocol that nobody asked for");
    }
  }

  /** What {@code ConnectionReuseStrategy} asks for HTTP/1.1. */
  static boolean keepsConnection(HttpRequest head, HttpResponse response, HttpContext context) {
    boolean keeps =
        Method.CONNECT.isSame(head.getMethod())
            || DefaultConnectionReuseStrategy.INSTANCE.keepAlive(head, response, context);
    if (context.getAttribute(CONTEXT_KEY) instanceof Exchange exchange) {
      exchange.keepsConnection = keeps;
    }
    return keeps;
  }

  @Override
  public void consumeResponse(
      HttpResponse head, @Nullable EntityDetails entity, HttpContext context) throws HttpException {
    if (head.containsHeader(HttpHeaders.TRANSFER_ENCODING)
        && head.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
      throw new ProtocolException("the response has a transfer-encoding and a content-length");
    }
    if (head.getCode() > MAX_STATUS) {
      throw new ProtocolException("the response has a status of more than three digits");
    }
    if (context.getProtocolVersion().greaterEquals(HttpVersion.HTTP_2)) {
      rules = new Http2Response(request.target().method(), head);
    }
    List<Fields.Entry> fields = entries(head.headerIterator());
    if (!Fields.fits(fields)) {
      throw headersTooLarge();
    }
    arrived = new HttpTransport.Response(head.getCode(), fields, arriving);
    if (head.getCode() >= HttpStatus.SC_REDIRECTION) {
      // Whoever still writes the body of the request need not wait for a server that has answered.
      request.body().ifPresent(OutgoingBody::discard);
    }
    if (entity == null) {
      checkLength();
      responseEnded = true;
    } else if (entity.getContentLength() == 0) {
      // The end is next.
      return;
    }
    deliver();
  }

  private void checkLength() throws ProtocolException {
    if (rules != null) {
      rules.ended();
    }
  }

  /**
   * What comes last is given to the guest when the connection is free again for its next request.
   */
  private void deliver() {
    HttpTransport.Response ready = arrived;
    if (ready != null && (!responseEnded || !requestEnded || released.get())) {
      response.complete(ready);
      if (responseEnded) {
        arriving.ended(trailers);
      }
    }
  }

  private static ProtocolException headersTooLarge() {
    HttpFailure reason = HttpFailure.headersTooLarge();
    ProtocolException failure = new ProtocolException(reason.getMessage());
    failure.initCause(reason);
    return failure;
  }

  private static List<Fields.Entry> entries(Iterator<Header> headers) throws ProtocolException {
    List<Fields.Entry> entries = new ArrayList<>();
    while (headers.hasNext()) {
      entries.add(entry(headers.next()));
    }
    return entries;
  }

  private static Fields.Entry entry(Header header) throws ProtocolException {
    String value = header.getValue() == null ? "" : header.getValue();
    Fields.Entry entry =
        new Fields.Entry(header.getName(), value.getBytes(StandardCharsets.ISO_8859_1));
    if (!entry.isWellFormed()) {
      throw new ProtocolException("the response has a malformed field");
    }
    return entry;
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    arriving.capacity(channel);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    try {
      if (rules != null) {
        rules.arrived(bytes.remaining());
      }
      arriving.arrived(bytes);
    } catch (IOException e) {
      // The library would tell that the connection is closed, and not why.
      failed(e);
      throw e;
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> received) throws HttpException {
    List<Fields.Entry> after = new ArrayList<>();
    for (Header header : received == null ? List.<Header>of() : received) {
      after.add(entry(header));
    }
    if (!Fields.fits(after)) {
      throw headersTooLarge();
    }
    checkLength();
    trailers = after;
    responseEnded = true;
    deliver();
  }

  @Override
  public void failed(Exception cause) {
    if (responseEnded && arrived != null) {
      // The rest of the request is of no interest to a server that has answered.
      keepsConnection = false;
      releaseResources();
    } else {
      response.completeExceptionally(cause);
      arriving.failed(cause);
      giveUp();
      if (arrived != null) {
        request.body().ifPresent(OutgoingBody::discard);
      }
    }
  }

  @Override
  public void cancel() {
    failed(new ConnectionClosedException("the request was given up"));
  }

  /** The library is done with it. */
  @Override
  public void releaseResources() {
    request.body().ifPresent(body -> body.release(this));
    if (!responseEnded) {
      failed(new ConnectionClosedException());
      return;
    }
    if (released.compareAndSet(false, true)) {
      pool.giveBack(connection, requestEnded && keepsConnection);
    }
    request.body().ifPresent(OutgoingBody::discard);
    deliver();
  }
}
