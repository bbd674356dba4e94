package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.host.io.InputStream;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A guest may keep ten thousand handles: those of exchanges that are over keep nothing large that
 * does not count as its memory.
 */
class RetentionTest {
  private static final String LARGE = "x".repeat(50_000);
  private static final int COLLECTIONS = 100;

  private ScriptedServer server;
  private GuestHttp guest;

  @BeforeEach
  void start() throws Exception {
    server =
        ScriptedServer.plain(
            peer -> {
              while (!peer.head().isEmpty()) {
                peer.write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Large: "
                        + LARGE
                        + "\r\n\r\n2\r\nhi\r\n0\r\nX-Large: "
                        + LARGE
                        + "\r\n\r\n");
              }
            });
    guest = GuestHttp.granted("http://127.0.0.1:*");
  }

  @AfterEach
  void stop() throws Exception {
    guest.close();
    server.close();
  }

  private static WeakReference<byte[]> largest(Fields fields) {
    byte[] largest =
        fields.entries().stream()
            .map(Fields.Entry::value)
            .filter(value -> value.length == LARGE.length())
            .findFirst()
            .orElseThrow();
    return new WeakReference<>(largest);
  }

  private static void awaitCollection(WeakReference<byte[]> reference, String what) {
    for (int i = 0; i < COLLECTIONS && reference.get() != null; i++) {
      System.gc();
    }
    assertNull(reference.get(), what);
  }

  private static void readAll(GuestHttp guest, InputStream stream) {
    Object part = guest.read(stream);
    while (part instanceof ResultValue.Ok) {
      part = guest.read(stream);
    }
    assertEquals("closed", error(part).label());
  }

  @Test
  void whatIsOverKeepsNoHeadersAndItsTrailersCount() {
    OutgoingRequest request = guest.request(server.authority(), "/", "X-Large", LARGE);
    ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
    OutgoingBody sent = guest.outgoingBody(request);
    WeakReference<byte[]> asked = largest(request.headers());
    Object future = ok(guest.handle(request));
    ok(guest.finish(sent));
    IncomingResponse response = (IncomingResponse) ok(guest.awaited(ResultValue.ok(future)));
    Fields headers = response.headers();
    final WeakReference<byte[]> answered = largest(headers);
    headers.close();
    Object body = ok(guest.types("[method]incoming-response.consume", response));
    InputStream stream = (InputStream) ok(guest.types("[method]incoming-body.stream", body));
    readAll(guest, stream);
    response.dropped();

    awaitCollection(asked, "the headers of the request");
    awaitCollection(answered, "the headers of the response");
    assertTrue(guest.host().memoryUsed() >= LARGE.length(), "the trailers");
    stream.close();
    FutureTrailers trailers = (FutureTrailers) guest.types("[static]incoming-body.finish", body);
    assertTrue(guest.host().memoryUsed() >= LARGE.length(), "the trailers, still");
    trailers.dropped();
    assertEquals(0, guest.host().memoryUsed());
    Reference.reachabilityFence(future);
    Reference.reachabilityFence(sent);
    Reference.reachabilityFence(request);
  }

  @Test
  void whatFailedKeepsNoneEither() {
    OutgoingRequest request = guest.request("127.0.0.1:1", "/", "X-Large", LARGE);
    OutgoingBody sent = guest.outgoingBody(request);
    WeakReference<byte[]> asked = largest(request.headers());
    Object future = ok(guest.handle(request));
    error(guest.awaited(ResultValue.ok(future)));
    awaitCollection(asked, "the headers of the request");
    assertEquals(0, guest.host().memoryUsed());
    Reference.reachabilityFence(future);
    Reference.reachabilityFence(sent);
    Reference.reachabilityFence(request);
  }
}
