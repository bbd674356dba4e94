package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.TestCall;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that do not keep to HTTP, or keep to it in bad faith. */
class HostileServerTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CompletableFuture<Long> sent = new CompletableFuture<>();
  private ServerSocket server;
  private String authority;

  /** What a server writes once a request has begun to come in. */
  private interface Script {
    void write(OutputStream out) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    authority = "127.0.0.1:" + server.getLocalPort();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  /** Serves one connection; completes {@link #sent} when the client is gone. */
  private void serve(Script script) {
    threads.execute(
        () -> {
          long bytes = 0;
          try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            CountingOutput out = new CountingOutput(socket.getOutputStream());
            try {
              script.write(out);
              socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } finally {
              bytes = out.count;
            }
          } catch (IOException clientIsGone) {
            sent.complete(bytes);
          }
          sent.complete(bytes);
        });
  }

  /** Counts, so that a test can tell how far a server got. */
  private static final class CountingOutput extends OutputStream {
    private final OutputStream target;
    private long count;

    CountingOutput(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      target.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      target.write(bytes, from, length);
      count += length;
    }
  }

  private void assertDeadline(LimitExceeded limit) {
    assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
  }

  private void assertClientLeaves() throws Exception {
    sent.get(1, TimeUnit.MINUTES);
  }

  @Test
  void aHeaderThatNeverEndsEndsAtTheDeadlineAndTheConnectionIsClosed() throws Exception {
    serve(out -> out.write(utf8(OK + "X-Slow: ")));
    try (GuestHttp guest = GuestHttp.hurried(Duration.ofSeconds(1), "http://127.0.0.1:*")) {
      Object handled = guest.handle(guest.request(authority, "/"));
      assertDeadline(assertThrows(LimitExceeded.class, () -> guest.awaited(handled)));
    }
    assertClientLeaves();
  }

  @Test
  void aBodyThatIsLargerThanTheLimitEndsThereAndSoDoesTheConnection() throws Exception {
    serve(
        out -> {
          out.write(utf8(OK + "\r\n"));
          while (true) {
            out.write(new byte[65_536]);
          }
        });
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      InputStream stream = guest.stream(guest.response(authority, "/"));
      long read = 0;
      Object part = guest.read(stream);
      while (part instanceof ResultValue.Ok bytes) {
        read += ((byte[]) bytes.value().orElseThrow()).length;
        part = guest.read(stream);
      }
      assertTrue(read <= TestCall.BODY_BYTES, "more than the limit was read");
      IoError failed = (IoError) error(part).payload().orElseThrow();
      assertEquals(
          Optional.of(
              VariantValue.of("HTTP-response-body-size", Optional.of((long) TestCall.BODY_BYTES))),
          guest.types("http-error-code", failed));
      assertClientLeaves();
    }
  }

  @Test
  void aBodyWithoutEndGoesNoFasterThanItIsReadAndEndsWithTheInstance() throws Exception {
    serve(
        out -> {
          out.write(utf8(OK + "\r\n"));
          byte[] block = new byte[64 << 10];
          while (true) {
            out.write(block);
          }
        });
    long read = 0;
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      InputStream stream = guest.stream(guest.response(authority, "/"));
      for (int i = 0; i < 50; i++) {
        read += ((byte[]) ok(guest.read(stream))).length;
      }
    }
    long written = sent.get(1, TimeUnit.MINUTES);
    assertTrue(
        written < read + (32 << 20),
        "of a body of which " + read + " bytes were read, " + written + " were sent");
  }

  @Test
  void aChunkedBodyIsPutTogether() {
    serve(
        out ->
            out.write(
                utf8(
                    OK
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\nTrailer: t\r\n\r\n")));
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      assertEquals("hello, world", guest.text(guest.response(authority, "/")));
    }
  }

  @Test
  void aBodyThatIsCutShortIsAnErrorAndNoEnd() {
    threads.execute(
        () -> {
          try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(utf8(OK + "Content-Length: 100\r\n\r\nshort"));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            sent.complete(5L);
          } catch (IOException e) {
            sent.completeExceptionally(e);
          }
        });
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      InputStream stream = guest.stream(guest.response(authority, "/"));
      Object part = guest.read(stream);
      while (!(part instanceof ResultValue.Err)) {
        part = guest.read(stream);
      }
      IoError detail = (IoError) error(part).payload().orElseThrow();
      assertEquals(VariantValue.of("connection-terminated"), detail.detail().orElseThrow());
    }
  }

  @Test
  void aHeaderSectionLargerThanAGuestMayHaveIsRefused() {
    serve(out -> out.write(utf8(OK + "X-Big: " + "x".repeat(300_000) + "\r\n\r\n")));
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      VariantValue failed = error(guest.awaited(guest.handle(guest.request(authority, "/"))));
      assertEquals("HTTP-response-header-section-size", failed.label());
    }
  }

  @Test
  void headersWithoutEndAreCutOff() throws Exception {
    byte[] line = utf8("X: " + "x".repeat(1_000) + "\r\n");
    serve(
        out -> {
          out.write(utf8(OK));
          while (true) {
            out.write(line);
          }
        });
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      VariantValue failed = error(guest.awaited(guest.handle(guest.request(authority, "/"))));
      assertEquals("HTTP-response-header-section-size", failed.label());
      assertEquals(0, guest.leftInFlight());
    }
    assertClientLeaves();
  }

  @Test
  void whatIsNoHttpIsAnErrorAndTheConnectionIsClosed() throws Exception {
    serve(out -> out.write(utf8("SSH-2.0-OpenSSH_9.7\r\n\r\n")));
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      VariantValue failed = error(guest.awaited(guest.handle(guest.request(authority, "/"))));
      assertEquals("HTTP-protocol-error", failed.label());
      assertEquals(0, guest.leftInFlight());
    }
    assertClientLeaves();
  }

  @Test
  void aChunkThatIsNoneIsAnErrorAndTheConnectionIsClosed() throws Exception {
    byte[] noise = utf8("zz\r\n".repeat(10_000));
    serve(
        out -> {
          out.write(utf8(OK + "Transfer-Encoding: chunked\r\n\r\n"));
          while (true) {
            out.write(noise);
          }
        });
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object arrived = guest.awaited(guest.handle(guest.request(authority, "/")));
      // The noise is noticed with the header section or after it.
      VariantValue failed =
          arrived instanceof ResultValue.Ok
              ? ((IoError) error(guest.read(guest.stream(ok(arrived)))).payload().orElseThrow())
                  .detail()
                  .map(VariantValue.class::cast)
                  .orElseThrow()
              : error(arrived);
      assertEquals("HTTP-protocol-error", failed.label());
      assertEquals(0, guest.leftInFlight());
    }
    assertClientLeaves();
  }

  @Test
  void aDroppedFutureClosesTheConnection() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    serve(out -> arrived.complete(null));
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      FutureResponse future = (FutureResponse) ok(guest.handle(guest.request(authority, "/")));
      arrived.get(1, TimeUnit.MINUTES);
      future.dropped();
      assertClientLeaves();
      assertEquals(0, guest.leftInFlight());
    }
  }
}
