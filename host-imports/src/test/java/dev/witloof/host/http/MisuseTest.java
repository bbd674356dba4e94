package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.host.TestCall;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoInterfaces;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.io.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guests that call the functions of wasi:http and wasi:io in any order, on whatever handles they
 * have. The canonical ABI sees to it that a handle is one of the right type; all else is up to the
 * functions. Each call gives a result, an error or a trap, and in the end nothing is left.
 */
class MisuseTest {
  private static final HostInterface TYPES = HttpTypes.types();
  private static final HostInterface HANDLER = HttpTypes.handler();
  private static final HostInterface STREAMS = TestCall.provided(new Streams());
  private static final HostInterface POLL = TestCall.provided(new IoInterfaces.Poll());
  private static final int STEPS = 400;

  private ScriptedServer server;

  /** What a guest owns, and may drop. */
  private final List<Object> handles = new ArrayList<>();

  private int endings;
  private Random random;
  private TestCall call;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedServer.plain(MisuseTest::answer);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Well, badly, or not at all, by turns. */
  private static void answer(ScriptedServer.Peer peer) throws IOException {
    String head = peer.head();
    while (!head.isEmpty()) {
      if (head.contains(" /good")) {
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
      } else if (head.contains(" /trailers")) {
        peer.write(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-T: t\r\n\r\n");
      } else if (head.contains(" /bad")) {
        peer.write("HTTP/1.1 wrong\r\n\r\n");
      } else if (head.contains(" /cut")) {
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
        return;
      } else if (head.contains(" /refused")) {
        peer.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      } else {
        peer.drain();
      }
      head = peer.head();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyOrderEndsInResultsErrorsOrTraps(long seed) {
    random = new Random(seed);
    handles.clear();
    call =
        new TestCall.Setup(List.of("http://127.0.0.1:*"), Optional.empty(), Duration.ofSeconds(10))
            .open();
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    List<Object> left = new ArrayList<>(handles);
    Collections.shuffle(left, random);
    left.forEach(this::drop);
    call.close();
    assertEquals(
        0, ConnectorHttp.of(call.environment()).inFlight().taken(), "places, seed " + seed);
    assertEquals(0, call.memoryUsed(), "bytes, seed " + seed);
    assertTrue(endings < STEPS / 2, "most calls are no reason to end a guest: " + endings);
    call.environment().usage().close();
  }

  /** One call; what a trap would end goes on here, to see what the next call makes of it. */
  private void step() {
    try {
      act();
    } catch (Trap | LimitExceeded ended) {
      endings++;
    }
  }

  private void act() {
    switch (random.nextInt(24)) {
      case 0 -> keep(types("[constructor]fields"));
      case 1 -> any(Fields.class).ifPresent(f -> keep(types("[method]fields.clone", f)));
      case 2 ->
          any(Fields.class)
              .ifPresent(
                  f ->
                      types(
                          "[method]fields.append",
                          f,
                          pick("x-a", "Host", "content-length", "b c"),
                          "7".getBytes()));
      case 3 -> take(Fields.class).ifPresent(f -> keep(types("[constructor]outgoing-request", f)));
      case 4 -> any(OutgoingRequest.class).ifPresent(this::configure);
      case 5 ->
          any(OutgoingRequest.class)
              .ifPresent(r -> keep(types("[method]outgoing-request.body", r)));
      case 6 ->
          any(OutgoingRequest.class)
              .ifPresent(r -> keep(types("[method]outgoing-request.headers", r)));
      case 7 ->
          any(OutgoingBody.class).ifPresent(b -> keep(types("[method]outgoing-body.write", b)));
      case 8 ->
          any(OutputStream.class)
              .ifPresent(
                  s -> streams("[method]output-stream.write", s, new byte[random.nextInt(70_000)]));
      case 9 ->
          any(OutputStream.class).ifPresent(s -> streams("[method]output-stream.check-write", s));
      case 10 ->
          any(OutputStream.class)
              .ifPresent(s -> keep(streams("[method]output-stream.subscribe", s)));
      case 11 ->
          take(OutgoingBody.class)
              .ifPresent(
                  b ->
                      types(
                          "[static]outgoing-body.finish",
                          b,
                          random.nextBoolean() ? take(Fields.class) : Optional.empty()));
      case 12, 13 ->
          take(OutgoingRequest.class)
              .ifPresent(r -> keep(call.call(HANDLER, "handle", r, take(RequestOptions.class))));
      case 14 -> keep(types("[constructor]request-options"));
      case 15 ->
          any(RequestOptions.class)
              .ifPresent(
                  o ->
                      types(
                          "[method]request-options.set-first-byte-timeout",
                          o,
                          Optional.of((long) random.nextInt(50_000_000))));
      case 16 ->
          any(FutureResponse.class)
              .ifPresent(f -> keep(types("[method]future-incoming-response.get", f)));
      case 17 ->
          any(FutureResponse.class)
              .ifPresent(f -> keep(types("[method]future-incoming-response.subscribe", f)));
      case 18 ->
          any(IncomingResponse.class)
              .ifPresent(r -> keep(types("[method]incoming-response.consume", r)));
      case 19 ->
          any(IncomingResponse.Body.class)
              .ifPresent(b -> keep(types("[method]incoming-body.stream", b)));
      case 20 ->
          any(InputStream.class)
              .ifPresent(
                  s ->
                      streams(
                          "[method]input-stream.read", s, pick(0L, 1L, 100L, -1L, Long.MAX_VALUE)));
      case 21 ->
          take(IncomingResponse.Body.class)
              .ifPresent(
                  b -> {
                    Object future = types("[static]incoming-body.finish", b);
                    keep(types("[method]future-trailers.get", future));
                    keep(types("[method]future-trailers.get", future));
                  });
      case 22 ->
          any(Pollable.class)
              .ifPresent(p -> call.call(POLL, "poll", List.of(p, Pollable.always())));
      default -> take(Object.class).ifPresent(this::drop);
    }
  }

  private void configure(OutgoingRequest request) {
    types("[method]outgoing-request.set-scheme", request, Optional.of(VariantValue.of("HTTP")));
    types(
        "[method]outgoing-request.set-method",
        request,
        VariantValue.of(pick("get", "post", "put", "head", "connect")));
    types(
        "[method]outgoing-request.set-authority",
        request,
        Optional.of(pick(server.authority(), server.authority(), "127.0.0.1:1", "elsewhere.test")));
    types(
        "[method]outgoing-request.set-path-with-query",
        request,
        Optional.of(pick("/good", "/trailers", "/bad", "/cut", "/refused", "/silent", "no path")));
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private Object types(String function, Object... arguments) {
    return call.call(TYPES, function, arguments);
  }

  private Object streams(String function, Object... arguments) {
    return call.call(STREAMS, function, arguments);
  }

  /** What a function gave, or what is in it, becomes the guest's if it is a resource. */
  private void keep(Object given) {
    Object inner = given;
    while (inner instanceof ResultValue.Ok || inner instanceof Optional<?>) {
      Optional<?> payload = inner instanceof ResultValue.Ok ok ? ok.value() : (Optional<?>) inner;
      if (payload.isEmpty()) {
        return;
      }
      inner = payload.get();
    }
    if (!(inner instanceof ResultValue)) {
      handles.add(inner);
    }
  }

  private <T> Optional<T> any(Class<T> type) {
    List<T> some = handles.stream().filter(type::isInstance).map(type::cast).toList();
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }

  private <T> Optional<T> take(Class<T> type) {
    Optional<T> one = any(type);
    one.ifPresent(taken -> handles.removeIf(handle -> handle == taken));
    return one;
  }

  /** The destructors, as {@link HttpTypes} declares them. */
  private void drop(Object handle) {
    if (handle instanceof Fields fields) {
      fields.close();
    } else if (handle instanceof OutgoingRequest request) {
      request.dropped();
    } else if (handle instanceof OutgoingBody body) {
      body.dropped();
    } else if (handle instanceof FutureResponse future) {
      future.dropped();
    } else if (handle instanceof IncomingResponse response) {
      response.dropped();
    } else if (handle instanceof IncomingResponse.Body body) {
      body.close();
    }
  }
}
