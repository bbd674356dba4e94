package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.TestCall;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoError;
import dev.witloof.runtime.ConnectorUsage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges of a guest with a real server. */
class HttpTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
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
    server.createContext(
        "/hello",
        exchange -> {
          requests.incrementAndGet();
          answer(exchange, 200, "hello");
        });
    server.createContext(
        "/status",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          answer(exchange, Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)), "");
        });
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

  @Test
  void getsAResponse() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      IncomingResponse response = guest.response(authority, "/hello");
      assertEquals(200, guest.types("[method]incoming-response.status", response));
      Object headers = guest.types("[method]incoming-response.headers", response);
      assertEquals(true, guest.types("[method]fields.has", headers, "Content-Length"));
      assertEquals(
          "immutable",
          error(guest.types("[method]fields.append", headers, "X", new byte[0])).label());
      assertEquals("hello", guest.text(response));
      assertEquals(0, guest.leftInFlight());
    }
  }

  @RepeatedTest(20)
  void readsALargeBodyInParts() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      assertEquals(64 * (64 << 10), guest.body(guest.response(authority, "/large")).length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 401, 404, 429, 500, 503})
  void everyStatusIsAnAnswer(int status) {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      IncomingResponse response = guest.response(authority, "/status/" + status);
      assertEquals(status, guest.types("[method]incoming-response.status", response));
      assertEquals("", guest.text(response));
    }
  }

  @Test
  void anUngrantedHostIsDeniedAndTheOperatorIsTold() {
    try (GuestHttp guest = GuestHttp.granted("api.example.com")) {
      VariantValue denied = error(guest.handle(guest.request(authority, "/hello")));
      assertEquals("HTTP-request-denied", denied.label());
      assertEquals(
          "request refused: GET http://"
              + authority
              + " is not granted (granted: api.example.com);"
              + " to allow it, name it under http in the manifest and grant it",
          guest.host().lines().get(0).message());
    }
  }

  @Test
  void redirectsAreNotFollowedForTheGuest() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      IncomingResponse response = guest.response(authority, "/redirect");
      assertEquals(302, guest.types("[method]incoming-response.status", response));
      assertEquals(
          "HTTP-request-denied",
          error(guest.handle(guest.request("ungranted.example", "/"))).label());
    }
  }

  @Test
  void aPrivateAddressBehindAGrantedNameIsProhibited() {
    String inside = "inside.localhost:" + server.getAddress().getPort();
    try (GuestHttp guest = GuestHttp.granted("http://" + inside)) {
      VariantValue refused = error(guest.awaited(guest.handle(guest.request(inside, "/hello"))));
      // Not every resolver knows the name.
      assertTrue(
          List.of("destination-IP-prohibited", "DNS-error").contains(refused.label()),
          refused.toString());
    }
    assertEquals(0, requests.get());
  }

  @Test
  void aRefusedConnectionIsAnErrorOfTheResponse() {
    server.stop(0);
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      VariantValue failure = error(guest.awaited(guest.handle(guest.request(authority, "/hello"))));
      assertEquals("connection-refused", failure.label());
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void aSilentServerEndsAtTheDeadline() {
    try (GuestHttp guest = GuestHttp.hurried(Duration.ofSeconds(1), "http://127.0.0.1:*")) {
      Object handled = guest.handle(guest.request(authority, "/silent"));
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> guest.awaited(handled));
      assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
    }
  }

  @Test
  void theFirstByteHasATimeoutOfTheGuest() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object handled =
          guest.handle(
              guest.request(authority, "/silent"), "first-byte-timeout", Duration.ofMillis(100));
      assertEquals("HTTP-response-timeout", error(guest.awaited(handled)).label());
    }
  }

  @Test
  void silenceWithinABodyHasATimeoutOfTheGuest() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object handled =
          guest.handle(
              guest.request(authority, "/drip"), "between-bytes-timeout", Duration.ofSeconds(1));
      InputStream stream = guest.stream(ok(guest.awaited(handled)));
      assertArrayEquals(GuestHttp.utf8("x"), (byte[]) ok(guest.read(stream)));
      VariantValue failed = error(guest.read(stream));
      IoError detail = (IoError) failed.payload().orElseThrow();
      assertEquals(
          Optional.of(VariantValue.of("connection-read-timeout")),
          guest.types("http-error-code", detail));
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void aDrippingBodyEndsAtTheDeadline() {
    try (GuestHttp guest = GuestHttp.hurried(Duration.ofSeconds(2), "http://127.0.0.1:*")) {
      IncomingResponse response = guest.response(authority, "/drip");
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> guest.body(response));
      assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
    }
  }

  @Test
  void oneRequestTooManyWaitsForAPlaceOfTheConnector() {
    ConnectorUsage usage = new ConnectorUsage();
    TestCall.Setup setup =
        new TestCall.Setup(
            List.of("http://127.0.0.1:*"), Optional.empty(), Duration.ofSeconds(20), usage);
    try (GuestHttp one = GuestHttp.with(setup);
        GuestHttp other = GuestHttp.with(setup)) {
      ok(one.handle(one.request(authority, "/silent")));
      FutureResponse silent =
          (FutureResponse) ok(other.handle(other.request(authority, "/silent")));
      Object waiting = other.handle(other.request(authority, "/hello"));
      assertEquals(2, other.inFlight());
      assertEquals(
          Optional.empty(), other.types("[method]future-incoming-response.get", ok(waiting)));
      silent.dropped();
      assertEquals("hello", other.text(ok(other.awaited(waiting))));
      assertEquals(1, other.inFlight());
    }
    assertEquals(0, requestsInFlight(setup));
  }

  private static int requestsInFlight(TestCall.Setup setup) {
    try (GuestHttp guest = GuestHttp.with(setup)) {
      return guest.leftInFlight();
    }
  }

  @Test
  void whoWaitsForAPlaceWaitsUntilTheDeadline() {
    try (GuestHttp guest = GuestHttp.hurried(Duration.ofSeconds(1), "http://127.0.0.1:*")) {
      ok(guest.handle(guest.request(authority, "/silent")));
      ok(guest.handle(guest.request(authority, "/silent")));
      Object waiting = guest.handle(guest.request(authority, "/hello"));
      LimitExceeded limit = assertThrows(LimitExceeded.class, () -> guest.awaited(waiting));
      assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
    }
    assertEquals(0, requests.get());
  }

  @Test
  void aDroppedResponseGivesItsPlaceBack() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      for (int i = 0; i < 5; i++) {
        Object handled = guest.handle(guest.request(authority, "/hello"));
        IncomingResponse response = (IncomingResponse) ok(guest.awaited(handled));
        response.dropped();
      }
      assertEquals(0, guest.leftInFlight());
      assertEquals(0, guest.host().memoryUsed());
    }
  }

  @Test
  void badAuthoritiesAreRefusedWhenSet() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = guest.request(authority, "/");
      for (String bad :
          new String[] {"user@host", "host/path", "a b", "", "host:port", "h\r\nost"}) {
        assertInstanceOf(
            ResultValue.Err.class,
            guest.types("[method]outgoing-request.set-authority", request, Optional.of(bad)),
            bad);
      }
      for (String bad : new String[] {"x", "/a b", "/a\r\nb", "/a#b"}) {
        assertInstanceOf(
            ResultValue.Err.class,
            guest.types("[method]outgoing-request.set-path-with-query", request, Optional.of(bad)),
            bad);
      }
      assertInstanceOf(
          ResultValue.Err.class,
          guest.types(
              "[method]outgoing-request.set-scheme",
              request,
              Optional.of(VariantValue.of("other", "file"))));
    }
  }

  @Test
  void connectIsNoMethodForAGuest() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = guest.request(authority, "/");
      ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("connect")));
      assertEquals("HTTP-request-method-invalid", error(guest.handle(request)).label());
    }
  }

  @Test
  void whatCanBeHadOnceIsAnErrorTwice() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = guest.request(authority, "/hello");
      OutgoingBody body = guest.outgoingBody(request);
      guest.writer(body);
      assertInstanceOf(
          ResultValue.Err.class, guest.types("[method]outgoing-request.body", request));
      assertInstanceOf(ResultValue.Err.class, guest.types("[method]outgoing-body.write", body));
    }
  }
}
