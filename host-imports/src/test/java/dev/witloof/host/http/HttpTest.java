package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.TestCall;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoInterfaces;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest's way through wasi:http, against a real server. */
class HttpTest {
  private final HostInterface types = HttpTypes.types();
  private final HostInterface handler = HttpTypes.handler();
  private final HostInterface streams = Streams.streams();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private String authority;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "test-server");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/hello", exchange -> answer(exchange, 200, "hello"));
    server.createContext(
        "/echo",
        exchange ->
            answer(
                exchange,
                201,
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestHeaders().getFirst("X-Token")
                    + " "
                    + new String(
                        exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    server.createContext(
        "/redirect",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://ungranted.example/");
          answer(exchange, 302, "");
        });
    server.createContext(
        "/large",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[64 << 10];
          for (int i = 0; i < 64; i++) {
            exchange.getResponseBody().write(chunk);
          }
          exchange.close();
        });
    server.createContext("/silent", exchange -> awaitEnd());
    server.createContext(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    server.start();
    authority = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void awaitEnd() {
    try {
      assertTrue(end.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Object request(TestCall call, String host, String path) {
    Object fields = call.call(types, "[constructor]fields");
    call.call(
        types, "[method]fields.append", fields, "X-Token", "t".getBytes(StandardCharsets.UTF_8));
    Object request = call.call(types, "[constructor]outgoing-request", fields);
    ok(
        call.call(
            types,
            "[method]outgoing-request.set-scheme",
            request,
            Optional.of(VariantValue.of("HTTP"))));
    ok(call.call(types, "[method]outgoing-request.set-authority", request, Optional.of(host)));
    ok(
        call.call(
            types, "[method]outgoing-request.set-path-with-query", request, Optional.of(path)));
    return request;
  }

  private static Object ok(Object result) {
    return assertInstanceOf(ResultValue.Ok.class, result).value().orElse("");
  }

  private static VariantValue error(Object result) {
    return (VariantValue) assertInstanceOf(ResultValue.Err.class, result).error().orElseThrow();
  }

  private Object handle(TestCall call, Object request) {
    return call.call(handler, "handle", request, Optional.empty());
  }

  /** Waits for the response as the guests' bindings do. */
  private Object awaited(TestCall call, Object future) {
    Object pollable = call.call(types, "[method]future-incoming-response.subscribe", future);
    call.call(IoInterfaces.poll(), "poll", List.of(pollable));
    Object got = call.call(types, "[method]future-incoming-response.get", future);
    return ok(((Optional<?>) got).orElseThrow());
  }

  private byte[] body(TestCall call, Object response) {
    Object body = ok(call.call(types, "[method]incoming-response.consume", response));
    InputStream stream = (InputStream) ok(call.call(types, "[method]incoming-body.stream", body));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      Object part = call.call(streams, "[method]input-stream.blocking-read", stream, 65_536L);
      if (part instanceof ResultValue.Err closed) {
        assertEquals("closed", ((VariantValue) closed.error().orElseThrow()).label());
        return all.toByteArray();
      }
      all.writeBytes((byte[]) ok(part));
    }
  }

  @Test
  void getsAResponse() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      Object response = ok(awaited(call, ok(handle(call, request(call, authority, "/hello")))));

      assertEquals(200, call.call(types, "[method]incoming-response.status", response));
      assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), body(call, response));
    }
  }

  @Test
  void sendsMethodHeadersAndBody() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      Object request = request(call, authority, "/echo");
      ok(call.call(types, "[method]outgoing-request.set-method", request, VariantValue.of("post")));
      Object body = ok(call.call(types, "[method]outgoing-request.body", request));
      Object future = ok(handle(call, request));
      OutputStream stream =
          (OutputStream) ok(call.call(types, "[method]outgoing-body.write", body));
      ok(
          call.call(
              streams,
              "[method]output-stream.blocking-write-and-flush",
              stream,
              "payload".getBytes(StandardCharsets.UTF_8)));
      ok(call.call(types, "[static]outgoing-body.finish", body, Optional.empty()));

      Object response = ok(awaited(call, future));
      assertEquals(201, call.call(types, "[method]incoming-response.status", response));
      assertEquals("POST t payload", new String(body(call, response), StandardCharsets.UTF_8));
    }
  }

  @Test
  void readsALargeBodyInParts() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      Object response = ok(awaited(call, ok(handle(call, request(call, authority, "/large")))));
      assertEquals(64 * (64 << 10), body(call, response).length);
    }
  }

  @Test
  void anUngrantedHostIsDenied() {
    try (TestCall call = TestCall.granting("api.example.com")) {
      assertEquals(
          "HTTP-request-denied", error(handle(call, request(call, authority, "/hello"))).label());
    }
  }

  @Test
  void redirectsAreNotFollowedForTheGuest() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      Object response = ok(awaited(call, ok(handle(call, request(call, authority, "/redirect")))));
      assertEquals(302, call.call(types, "[method]incoming-response.status", response));
      assertEquals(
          "HTTP-request-denied",
          error(handle(call, request(call, "ungranted.example", "/"))).label());
    }
  }

  @Test
  void aRefusedConnectionIsAnErrorOfTheResponse() {
    server.stop(0);
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      VariantValue failure =
          error(awaited(call, ok(handle(call, request(call, authority, "/hello")))));
      assertEquals("connection-refused", failure.label());
    }
  }

  @Test
  void aSilentServerEndsAtTheDeadline() {
    try (TestCall call =
        new TestCall.Setup(List.of("127.0.0.1"), Optional.empty(), Duration.ofMillis(300)).open()) {
      Object future = ok(handle(call, request(call, authority, "/silent")));
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> awaited(call, future));
      assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
    }
  }

  @Test
  void aDrippingBodyEndsAtTheDeadline() {
    try (TestCall call =
        new TestCall.Setup(List.of("127.0.0.1"), Optional.empty(), Duration.ofSeconds(2)).open()) {
      Object response = ok(awaited(call, ok(handle(call, request(call, authority, "/drip")))));
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> body(call, response));
      assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
    }
  }

  @Test
  void requestsInFlightAreLimited() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      ok(handle(call, request(call, authority, "/silent")));
      ok(handle(call, request(call, authority, "/silent")));
      LimitExceeded limit =
          assertThrows(
              LimitExceeded.class, () -> handle(call, request(call, authority, "/silent")));
      assertEquals(LimitExceeded.Limit.HTTP_IN_FLIGHT, limit.limit());
    }
  }

  @Test
  void aDroppedResponseGivesItsPlaceBack() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      for (int i = 0; i < 5; i++) {
        FutureResponse future =
            (FutureResponse) ok(handle(call, request(call, authority, "/silent")));
        future.dropped();
      }
      ok(handle(call, request(call, authority, "/hello")));
    }
  }

  @Test
  void badAuthoritiesAreRefusedWhenSet() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      Object request = request(call, authority, "/");
      for (String bad :
          new String[] {"user@host", "host/path", "a b", "", "host:port", "h\r\nost"}) {
        assertInstanceOf(
            ResultValue.Err.class,
            call.call(types, "[method]outgoing-request.set-authority", request, Optional.of(bad)),
            bad);
      }
      for (String bad : new String[] {"x", "/a b", "/a\r\nb", "/a#b"}) {
        assertInstanceOf(
            ResultValue.Err.class,
            call.call(
                types, "[method]outgoing-request.set-path-with-query", request, Optional.of(bad)),
            bad);
      }
    }
  }

  @Test
  void whatCanBeHadOnceIsAnErrorTwice() {
    try (TestCall call = TestCall.granting("127.0.0.1")) {
      Object request = request(call, authority, "/hello");
      ok(call.call(types, "[method]outgoing-request.body", request));
      assertInstanceOf(
          ResultValue.Err.class, call.call(types, "[method]outgoing-request.body", request));
    }
  }

  @Test
  void aRecordingAnswersInPlaceOfTheNetwork(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("recording.json"),
        """
        {"origin": "a test", "exchanges": [
          {"method": "GET", "url": "https://api.example.com/a?b=c", "status": 200,
           "headers": {"content-type": ["text/plain"]}, "body": "a.txt"}]}
        """);
    Files.writeString(folder.resolve("a.txt"), "recorded");
    TestCall.Setup setup =
        new TestCall.Setup(List.of("api.example.com"), Optional.of(folder), Duration.ofSeconds(20));
    try (TestCall call = setup.open()) {
      Object recorded = request(call, "api.example.com", "/a?b=c");
      call.call(
          types,
          "[method]outgoing-request.set-scheme",
          recorded,
          Optional.of(VariantValue.of("HTTPS")));
      Object response = ok(awaited(call, ok(handle(call, recorded))));
      assertEquals("recorded", new String(body(call, response), StandardCharsets.UTF_8));

      VariantValue missing =
          error(awaited(call, ok(handle(call, request(call, "api.example.com", "/other")))));
      assertTrue(missing.toString().contains("no answer is recorded"), missing.toString());
      assertEquals(
          "HTTP-request-denied",
          error(handle(call, request(call, "other.example.com", "/a"))).label());
    }
  }
}
