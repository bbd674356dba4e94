package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.host.TestCall;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoInterfaces;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.Streams;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.event.ConnectorListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through wasi:http as the bindings of guests do. */
final class GuestHttp implements AutoCloseable {
  private static final HostInterface TYPES = HttpTypes.types();
  private static final HostInterface HANDLER = HttpTypes.handler();
  private static final HostInterface STREAMS = TestCall.provided(new Streams());

  private final TestCall call;
  private final Map<OutgoingBody, OutputStream> writers = new IdentityHashMap<>();

  private GuestHttp(TestCall call) {
    this.call = call;
  }

  static GuestHttp granted(String... hosts) {
    return new GuestHttp(TestCall.granting(hosts));
  }

  static GuestHttp with(TestCall.Setup setup) {
    return new GuestHttp(setup.open());
  }

  /** One whose call ends soon. */
  static GuestHttp hurried(Duration deadline, String... hosts) {
    return with(new TestCall.Setup(List.of(hosts), Optional.empty(), deadline));
  }

  /** One whose connector sends with this transport. */
  static GuestHttp over(HttpTransport transport, int places, String... rules) {
    ConnectorUsage usage = new ConnectorUsage();
    usage.shared(
        ConnectorHttp.class, () -> new ConnectorHttp(places, Runnable::run, () -> transport));
    return with(
        new TestCall.Setup(List.of(rules), Optional.empty(), Duration.ofSeconds(20), usage));
  }

  /** One of whose requests this listener hears, which go over this transport. */
  static GuestHttp heardBy(ConnectorListener listener, HttpTransport transport, String... rules) {
    try (GuestHttp like = over(transport, 10, rules)) {
      return like.heardBy(listener);
    }
  }

  /** Another one of the same connector, of whose requests this listener hears. */
  GuestHttp heardBy(ConnectorListener listener) {
    HostEnvironment all = call.environment();
    HostEnvironment heard =
        new HostEnvironment(
            all.connector(),
            all.granted(),
            all.httpRules(),
            all.env(),
            all.config(),
            all.log(),
            all.http(),
            all.httpLimits(),
            all.maxLogBytesPerSecond(),
            all.usage(),
            listener,
            all.secrets(),
            all.reproducibility());
    return new GuestHttp(TestCall.of(heard, call.lines(), Duration.ofSeconds(20)));
  }

  /** Requests of the connector that are in flight. */
  int inFlight() {
    return ConnectorHttp.of(call.environment()).inFlight().taken();
  }

  /** Those that stay in flight when all are closed. */
  int leftInFlight() {
    return RequestsInFlight.left(ConnectorHttp.of(call.environment()).inFlight());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The payload of a result that must be ok. */
  static Object ok(Object result) {
    return assertInstanceOf(ResultValue.Ok.class, result, String.valueOf(result))
        .value()
        .orElse("");
  }

  /** The error of a result that must be one. */
  static VariantValue error(Object result) {
    return (VariantValue)
        assertInstanceOf(ResultValue.Err.class, result, String.valueOf(result))
            .error()
            .orElseThrow();
  }

  TestCall host() {
    return call;
  }

  /** Calls a function of wasi:http/types. */
  Object types(String function, Object... arguments) {
    return call.call(TYPES, function, arguments);
  }

  /** Calls a function of wasi:io/streams. */
  Object streams(String function, Object... arguments) {
    return call.call(STREAMS, function, arguments);
  }

  OutgoingRequest request(String authority, String path) {
    return request(authority, path, "X-Token", "t");
  }

  OutgoingRequest request(String authority, String path, String header, String value) {
    Object fields = types("[constructor]fields");
    ok(types("[method]fields.append", fields, header, utf8(value)));
    OutgoingRequest request = (OutgoingRequest) types("[constructor]outgoing-request", fields);
    ok(types("[method]outgoing-request.set-scheme", request, Optional.of(VariantValue.of("HTTP"))));
    ok(types("[method]outgoing-request.set-authority", request, Optional.of(authority)));
    ok(types("[method]outgoing-request.set-path-with-query", request, Optional.of(path)));
    return request;
  }

  Object handle(OutgoingRequest request) {
    return call.call(HANDLER, "handle", request, Optional.empty());
  }

  Object handle(OutgoingRequest request, String timeout, Duration duration) {
    Object options = types("[constructor]request-options");
    ok(types("[method]request-options.set-" + timeout, options, Optional.of(duration.toNanos())));
    return call.call(HANDLER, "handle", request, Optional.of(options));
  }

  /** Waits for what comes of a request that was accepted. */
  Object awaited(Object handled) {
    Object future = ok(handled);
    Object pollable = types("[method]future-incoming-response.subscribe", future);
    call.call(new IoInterfaces.Poll(), "poll", List.of(pollable));
    Object got = types("[method]future-incoming-response.get", future);
    return ok(((Optional<?>) got).orElseThrow());
  }

  IncomingResponse response(String authority, String path) {
    return (IncomingResponse) ok(awaited(handle(request(authority, path))));
  }

  InputStream stream(Object response) {
    Object body = ok(types("[method]incoming-response.consume", response));
    return (InputStream) ok(types("[method]incoming-body.stream", body));
  }

  Object read(InputStream stream) {
    return streams("[method]input-stream.blocking-read", stream, 65_536L);
  }

  /** The whole body, which must end well. */
  byte[] body(Object response) {
    InputStream stream = stream(response);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      Object part = read(stream);
      if (part instanceof ResultValue.Err) {
        assertEquals("closed", error(part).label(), () -> error(part).toString());
        return all.toByteArray();
      }
      all.writeBytes((byte[]) ok(part));
    }
  }

  String text(Object response) {
    return new String(body(response), StandardCharsets.UTF_8);
  }

  OutgoingBody outgoingBody(OutgoingRequest request) {
    return (OutgoingBody) ok(types("[method]outgoing-request.body", request));
  }

  OutputStream writer(OutgoingBody body) {
    OutputStream stream = (OutputStream) ok(types("[method]outgoing-body.write", body));
    writers.put(body, stream);
    return stream;
  }

  Object write(OutputStream stream, byte[] bytes) {
    return streams("[method]output-stream.blocking-write-and-flush", stream, bytes);
  }

  Object finish(OutgoingBody body) {
    return finish(body, Optional.empty());
  }

  /** The stream must be dropped first. */
  Object finish(OutgoingBody body, Optional<?> trailers) {
    Optional.ofNullable(writers.remove(body)).ifPresent(OutputStream::close);
    return types("[static]outgoing-body.finish", body, trailers);
  }

  @Override
  public void close() {
    call.close();
  }
}
