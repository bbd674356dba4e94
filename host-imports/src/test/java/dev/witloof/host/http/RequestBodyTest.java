package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.host.HostMemory;
import dev.witloof.host.io.OutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies of requests, written as guests do and received by a real server. */
class RequestBodyTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String authority;

  /** Answers how the body came and how long it was; `/slow` does not read it before the end. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            await();
          }
          byte[] received = exchange.getRequestBody().readAllBytes();
          String length = exchange.getRequestHeaders().getFirst("Content-Length");
          String coding = exchange.getRequestHeaders().getFirst("Transfer-Encoding");
          String text =
              received.length < 100 ? new String(received, StandardCharsets.UTF_8) : "long";
          byte[] answer =
              utf8(
                  exchange.getRequestMethod()
                      + (length == null ? "" : " length " + length)
                      + (coding == null ? "" : " " + coding)
                      + " received "
                      + received.length
                      + " "
                      + text);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    authority = "127.0.0.1:" + server.getAddress().getPort();
  }

  private void await() {
    try {
      assertTrue(end.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private OutgoingRequest post(GuestHttp guest, String path, String header, String value) {
    OutgoingRequest request = guest.request(authority, path, header, value);
    ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
    return request;
  }

  private OutgoingRequest post(GuestHttp guest, String path) {
    return post(guest, path, "X-Any", "1");
  }

  private String answer(GuestHttp guest, Object handled) {
    IncomingResponse response = (IncomingResponse) ok(guest.awaited(handled));
    String text = guest.text(response);
    response.dropped();
    return text;
  }

  @Test
  void aShortBodyIsSentWithItsLength() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = post(guest, "/");
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      ok(guest.write(guest.writer(body), utf8("payload")));
      ok(guest.finish(body));
      assertEquals("POST length 7 received 7 payload", answer(guest, handled));
      assertEquals(0, guest.host().memoryUsed());
    }
  }

  @Test
  void aLongBodyIsStreamedWithinABoundedBuffer() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = post(guest, "/");
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      OutputStream writer = guest.writer(body);
      for (int i = 0; i < 2_000; i++) {
        ok(guest.write(writer, new byte[4096]));
        assertTrue(guest.host().memoryUsed() <= OutgoingBody.CAPACITY + 1_000);
      }
      ok(guest.finish(body));
      assertEquals("POST chunked received " + 2_000 * 4096 + " long", answer(guest, handled));
      assertEquals(0, guest.host().memoryUsed());
    }
  }

  @Test
  void aDeclaredLengthIsSent() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = post(guest, "/", "Content-Length", "409600");
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      OutputStream writer = guest.writer(body);
      for (int i = 0; i < 100; i++) {
        ok(guest.write(writer, new byte[4096]));
      }
      ok(guest.finish(body));
      assertEquals("POST length 409600 received 409600 long", answer(guest, handled));
    }
  }

  @Test
  void aBodyThatIsNotAsDeclaredFails() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = post(guest, "/", "Content-Length", "10");
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      ok(guest.write(guest.writer(body), utf8("123")));
      VariantValue expected = VariantValue.of("HTTP-request-body-size", Optional.of(3L));
      assertEquals(expected, error(guest.finish(body)));
      assertEquals(expected, error(guest.awaited(handled)));
    }
  }

  @Test
  void moreThanDeclaredIsRefusedWhenWritten() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = post(guest, "/", "Content-Length", "2");
      OutputStream writer = guest.writer(guest.outgoingBody(request));
      assertEquals("last-operation-failed", error(guest.write(writer, utf8("123"))).label());
    }
  }

  @Test
  void aBodyDroppedUnfinishedFailsTheRequest() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = post(guest, "/");
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      body.dropped();
      VariantValue failed = error(guest.awaited(handled));
      assertTrue(failed.toString().contains("dropped before it was finished"), failed.toString());
    }
  }

  @Test
  void aServerThatDoesNotReadHoldsTheGuestUpUntilTheDeadline() {
    try (GuestHttp guest = GuestHttp.hurried(Duration.ofSeconds(2), "http://127.0.0.1:*")) {
      OutgoingRequest request = post(guest, "/slow");
      OutgoingBody body = guest.outgoingBody(request);
      ok(guest.handle(request));
      OutputStream writer = guest.writer(body);
      LimitExceeded limit =
          assertThrows(
              LimitExceeded.class,
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  ok(guest.write(writer, new byte[4096]));
                }
              });
      assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
      assertTrue(guest.host().memoryUsed() <= OutgoingBody.CAPACITY + 1_000);
    }
  }

  @Test
  void bodiesThatAreNeverSentEndAtTheMemoryOfTheHost() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      LimitExceeded limit =
          assertThrows(
              LimitExceeded.class,
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  OutputStream writer = guest.writer(guest.outgoingBody(post(guest, "/")));
                  ok(guest.streams("[method]output-stream.write-zeroes", writer, 65_536L));
                }
              });
      assertEquals(LimitExceeded.Limit.MEMORY, limit.limit());
      assertTrue(guest.host().memoryUsed() <= HostMemory.BUDGET);
    }
  }

  @Test
  void aWriteBeyondThePermitTraps() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutputStream writer = guest.writer(guest.outgoingBody(post(guest, "/")));
      assertEquals(
          (long) OutgoingBody.CAPACITY,
          ok(guest.streams("[method]output-stream.check-write", writer)));
      assertThrows(
          Trap.class,
          () ->
              guest.streams(
                  "[method]output-stream.write", writer, new byte[OutgoingBody.CAPACITY + 1]));
    }
  }

  @Test
  void aResponseIsSplicedIntoARequest() {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      IncomingResponse first = guest.response(authority, "/");
      OutgoingRequest request = post(guest, "/");
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      long moved =
          (Long)
              ok(
                  guest.streams(
                      "[method]output-stream.blocking-splice",
                      guest.writer(body),
                      guest.stream(first),
                      1_000L));
      ok(guest.finish(body));
      assertEquals(
          "POST length " + moved + " received " + moved + " GET received 0 ",
          answer(guest, handled));
    }
  }
}
