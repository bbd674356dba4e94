package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields after chunks of HTTP/1.1. */
class TrailersTest {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static ScriptedServer answering(String response) throws IOException {
    return ScriptedServer.plain(
        peer -> {
          peer.head();
          peer.write(response);
          peer.drain();
        });
  }

  private static Object finished(GuestHttp guest, ScriptedServer server, boolean readToTheEnd) {
    Object response = guest.response(server.authority(), "/");
    Object body = ok(guest.types("[method]incoming-response.consume", response));
    if (readToTheEnd) {
      InputStream stream = (InputStream) ok(guest.types("[method]incoming-body.stream", body));
      Object part = guest.read(stream);
      while (part instanceof ResultValue.Ok) {
        part = guest.read(stream);
      }
      assertEquals("closed", error(part).label());
      stream.close();
    }
    return guest.types("[static]incoming-body.finish", body);
  }

  private static Object get(GuestHttp guest, Object future) {
    return ((Optional<?>) guest.types("[method]future-trailers.get", future)).orElseThrow();
  }

  @Test
  void thoseOfAResponseAreThereOnceAfterItsBody() throws Exception {
    try (ScriptedServer server =
            answering(CHUNKED + "2\r\nhi\r\n0\r\nX-Sum: 1\r\nx-sum: 2\r\n\r\n");
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object future = finished(guest, server, true);
      Object fields = ((Optional<?>) ok(ok(get(guest, future)))).orElseThrow();
      List<?> values = (List<?>) guest.types("[method]fields.get", fields, "X-SUM");
      assertArrayEquals(utf8("1"), (byte[]) values.get(0));
      assertArrayEquals(utf8("2"), (byte[]) values.get(1));
      assertEquals(
          "immutable",
          error(guest.types("[method]fields.append", fields, "x", new byte[0])).label());
      assertEquals(ResultValue.err(), get(guest, future));
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void aBodyThatIsNotReadHasNone() throws Exception {
    try (ScriptedServer server = answering(CHUNKED + "2\r\nhi\r\n");
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      assertEquals(Optional.empty(), ok(ok(get(guest, finished(guest, server, false)))));
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 1_000, 100_000, 200_000})
  void tooManyAreAnErrorAndNotKept(int lineLength) throws Exception {
    String line = "X: " + "y".repeat(lineLength - 5) + "\r\n";
    try (ScriptedServer server =
            ScriptedServer.plain(
                peer -> {
                  peer.head();
                  peer.write(CHUNKED + "2\r\nhi\r\n0\r\n");
                  while (true) {
                    peer.write(line);
                  }
                });
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object arrived = guest.awaited(guest.handle(guest.request(server.authority(), "/")));
      // They are noticed with the header section or after it.
      VariantValue failed =
          arrived instanceof ResultValue.Ok ? bodyFailure(guest, ok(arrived)) : error(arrived);
      assertEquals("HTTP-response-trailer-section-size", failed.label());
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }

  private static VariantValue bodyFailure(GuestHttp guest, Object response) {
    InputStream stream = guest.stream(response);
    Object part = guest.read(stream);
    while (part instanceof ResultValue.Ok) {
      part = guest.read(stream);
    }
    IoError failed = (IoError) error(part).payload().orElseThrow();
    return (VariantValue) failed.detail().orElseThrow();
  }

  @Test
  void thoseOfARequestFollowItsChunks() throws Exception {
    CompletableFuture<String> received = new CompletableFuture<>();
    try (ScriptedServer server =
            ScriptedServer.plain(
                peer -> {
                  String head = peer.head();
                  received.complete(head + peer.head());
                  peer.write("HTTP/1.1 204 No Content\r\n\r\n");
                  peer.drain();
                });
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = guest.request(server.authority(), "/");
      ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      ok(guest.write(guest.writer(body), utf8("abc")));
      Object trailers = guest.types("[constructor]fields");
      ok(guest.types("[method]fields.append", trailers, "X-Sum", utf8("7")));
      ok(guest.finish(body, Optional.of(trailers)));
      assertEquals(204, ((IncomingResponse) ok(guest.awaited(handled))).status());
      String sent = received.get(1, TimeUnit.MINUTES);
      assertTrue(sent.contains("Transfer-Encoding: chunked\r\n"), sent);
      assertTrue(sent.endsWith("3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n"), sent);
    }
  }

  @Test
  void theLengthOfARequestIsNone() throws Exception {
    try (ScriptedServer server = answering("HTTP/1.1 204 No Content\r\n\r\n");
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = guest.request(server.authority(), "/");
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      Object trailers = guest.types("[constructor]fields");
      ok(guest.types("[method]fields.append", trailers, "Content-Length", utf8("7")));
      Object finished = guest.finish(body, Optional.of(trailers));
      assertEquals("HTTP-protocol-error", error(finished).label());
      assertEquals("HTTP-protocol-error", error(guest.awaited(handled)).label());
      assertEquals(0, guest.leftInFlight());
    }
  }
}
