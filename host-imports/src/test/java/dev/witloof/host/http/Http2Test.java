package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.VariantValue;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests and a server that speaks HTTP/2. */
class Http2Test {
  private static LocalTls tls;

  private Http2Server server;
  private GuestHttp guest;
  private String authority;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    tls = LocalTls.of(folder, "dns:localhost");
  }

  @BeforeEach
  void start() throws Exception {
    server = new Http2Server(tls.server());
    authority = "localhost:" + server.port();
    Names names = new Names().with("localhost", "127.0.0.1");
    guest =
        GuestHttp.over(
            new LiveTransport(new Routes(names, () -> null), tls.client(), 10),
            4,
            "https://localhost:*");
  }

  @AfterEach
  void stop() {
    guest.close();
    server.close();
  }

  private OutgoingRequest request(String path) {
    OutgoingRequest request = guest.request(authority, path);
    ok(
        guest.types(
            "[method]outgoing-request.set-scheme", request, Optional.of(VariantValue.of("HTTPS"))));
    return request;
  }

  private IncomingResponse response(String path) {
    return (IncomingResponse) ok(guest.awaited(guest.handle(request(path))));
  }

  @Test
  void theServersChoiceIsFollowedAndTheConnectionUsedAgain() {
    for (int i = 1; i <= 5; i++) {
      IncomingResponse response = response("/");
      assertEquals(200, response.status());
      assertEquals("HTTP/2.0 GET no length 0", guest.text(response));
      assertEquals(i, server.exchanges());
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void trailersGoBothWays() {
    OutgoingRequest request = request("/");
    ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
    OutgoingBody body = guest.outgoingBody(request);
    Object handled = guest.handle(request);
    OutputStream writer = guest.writer(body);
    for (int i = 0; i < 100; i++) {
      ok(guest.write(writer, new byte[4096]));
    }
    Object trailers = guest.types("[constructor]fields");
    ok(guest.types("[method]fields.append", trailers, "x-signature", utf8("xyz")));
    ok(guest.finish(body, Optional.of(trailers)));

    IncomingResponse response = (IncomingResponse) ok(guest.awaited(handled));
    Object incoming = ok(guest.types("[method]incoming-response.consume", response));
    InputStream stream = (InputStream) ok(guest.types("[method]incoming-body.stream", incoming));
    byte[] text = (byte[]) ok(guest.read(stream));
    assertEquals(
        "HTTP/2.0 POST no length x-signature=xyz 409600", new String(text, StandardCharsets.UTF_8));
    assertEquals("closed", error(guest.read(stream)).label());
    stream.close();
    Object future = guest.types("[static]incoming-body.finish", incoming);
    Object got = ((Optional<?>) guest.types("[method]future-trailers.get", future)).orElseThrow();
    Object fields = ((Optional<?>) ok(ok(got))).orElseThrow();
    List<?> values = (List<?>) guest.types("[method]fields.get", fields, "X-Checksum");
    assertArrayEquals(utf8("abc"), (byte[]) values.get(0));
  }

  @Test
  void aLengthThatIsKnownIsTold() {
    OutgoingRequest request = request("/");
    ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("put")));
    OutgoingBody body = guest.outgoingBody(request);
    ok(guest.write(guest.writer(body), utf8("hello")));
    Object handled = guest.handle(request);
    ok(guest.finish(body));
    assertEquals("HTTP/2.0 PUT 5 5", guest.text(ok(guest.awaited(handled))));
  }

  @Test
  void aServerSendsNoFurtherAheadThanTheWindow() {
    InputStream stream = guest.stream(response("/endless"));
    long read = 0;
    while (read < 10_000_000) {
      byte[] part = (byte[]) ok(guest.read(stream));
      read += part.length;
    }
    // What was sent and not read lies in the window, and in what the sockets of both sides take.
    long ahead = server.sent() - read;
    assertTrue(ahead <= Reactor.WINDOW + (32 << 10), "the server was " + ahead + " bytes ahead");
    stream.close();
  }

  @Test
  void aBodyThatIsDroppedGivesItsPlaceBack() {
    for (int i = 0; i < 10; i++) {
      IncomingResponse response = response("/endless");
      assertEquals(1, guest.inFlight());
      response.dropped();
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void severalAreInFlightAtOnce() {
    Object first = guest.handle(request("/endless"));
    Object second = guest.handle(request("/endless"));
    Object third = guest.handle(request("/"));
    InputStream one = guest.stream(ok(guest.awaited(first)));
    InputStream two = guest.stream(ok(guest.awaited(second)));
    assertEquals("HTTP/2.0 GET no length 0", guest.text(ok(guest.awaited(third))));
    assertTrue(((byte[]) ok(guest.read(two))).length > 0);
    assertTrue(((byte[]) ok(guest.read(one))).length > 0);
  }
}
