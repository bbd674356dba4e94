package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where messages end: a matter on which nobody may have two opinions. */
class FramingTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private static ScriptedServer answering(String response) throws IOException {
    return ScriptedServer.plain(
        peer -> {
          while (!peer.head().isEmpty()) {
            peer.write(response);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "Content-Length: 1, 2\r\n\r\nxx",
        "Content-Length: -1\r\n\r\nxx",
        "Content-Length: 0x1\r\n\r\nxx",
        "Content-Length: +1\r\n\r\nx",
        "Content-Length:\r\n\r\nx",
        " X: y\r\nContent-Length: 0\r\n\r\n",
        "\tContent-Length: 1\r\n\r\nx",
        "Content-Length : 1\r\n\r\nx",
        "Bad Name: x\r\nContent-Length: 0\r\n\r\n",
        "X: a\u0001b\r\nContent-Length: 0\r\n\r\n",
        "no colon\r\nContent-Length: 0\r\n\r\n",
        ": x\r\nContent-Length: 0\r\n\r\n"
      })
  void anAmbiguousResponseIsRefusedAndItsConnectionClosed(String rest) throws Exception {
    try (ScriptedServer server = answering(OK + rest);
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object got = guest.awaited(guest.handle(guest.request(server.authority(), "/")));
      assertEquals("HTTP-protocol-error", error(got).label());
      server.awaitEnd();
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void aVersionBeforeTheFirstIsNone() throws Exception {
    try (ScriptedServer server = answering("HTTP/0.9 200 OK\r\nContent-Length: 0\r\n\r\n");
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object got = guest.awaited(guest.handle(guest.request(server.authority(), "/")));
      assertEquals("HTTP-protocol-error", error(got).label());
      server.awaitEnd();
    }
  }

  /** RFC 9110, 5.5 and RFC 9112, 5.2. */
  @ParameterizedTest
  @ValueSource(strings = {"a\r\n b", "a\u0000b", "a\rb"})
  void whatMightBeReadAsAnotherLineIsASpace(String value) throws Exception {
    try (ScriptedServer server = answering(OK + "X: " + value + "\r\nContent-Length: 0\r\n\r\n");
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      IncomingResponse response = guest.response(server.authority(), "/");
      Object headers = guest.types("[method]incoming-response.headers", response);
      List<?> values = (List<?>) guest.types("[method]fields.get", headers, "x");
      assertEquals("a b", new String((byte[]) values.get(0), StandardCharsets.ISO_8859_1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {OK + "Content-Length: 4\r\n\r\nevil", OK + "X-Instead-Of-The-Status: ", "H"})
  void whatNobodyAskedForIsNotTheNextResponse(String surplus) throws Exception {
    String split = OK + "Content-Length: 2\r\n\r\nok" + surplus;
    try (ScriptedServer server = answering(split);
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      for (int i = 0; i < 5; i++) {
        assertEquals("ok", guest.text(guest.response(server.authority(), "/")));
        server.awaitEnd();
      }
    }
  }

  @Test
  void aHeaderSectionThatIsCutShortIsNone() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.plain(
                peer -> {
                  peer.head();
                  peer.write(OK + "X-Cut: of");
                });
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object got = guest.awaited(guest.handle(guest.request(server.authority(), "/")));
      assertEquals("connection-terminated", error(got).label());
    }
  }

  @Test
  void interimResponsesAreNotTheAnswerButCount() throws Exception {
    String hints = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    try (ScriptedServer server =
            answering(
                "HTTP/1.1 100 Continue\r\n\r\n" + hints + OK + "Content-Length: 2\r\n\r\nok");
        ScriptedServer endless =
            ScriptedServer.plain(
                peer -> {
                  peer.head();
                  while (true) {
                    peer.write(hints);
                  }
                });
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      assertEquals("ok", guest.text(guest.response(server.authority(), "/")));
      Object got = guest.awaited(guest.handle(guest.request(endless.authority(), "/")));
      assertEquals("HTTP-response-header-section-size", error(got).label());
      endless.awaitEnd();
    }
  }

  /** RFC 9110, 7.8 and 15.2.2: a server may not switch unless it was asked to. */
  @Test
  void aServerDoesNotSwitchToAnotherProtocol() throws Exception {
    String switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    try (ScriptedServer server = answering(switching + OK + "Content-Length: 2\r\n\r\nok");
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object got = guest.awaited(guest.handle(guest.request(server.authority(), "/")));
      assertEquals("HTTP-protocol-error", error(got).label());
      server.awaitEnd();
      assertEquals(0, guest.leftInFlight());
    }
  }

  /** RFC 9112, 6.3: what follows such a header section is no body, whatever it declares. */
  @ParameterizedTest
  @CsvSource({"get, 204 No Content", "get, 304 Not Modified", "head, 200 OK"})
  void whereNoBodyMayBeThereIsNone(String method, String status) throws Exception {
    String head = "HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\n";
    try (ScriptedServer plain = answering(head);
        ScriptedServer splitting = answering(head + "hello");
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      for (int i = 0; i < 3; i++) {
        assertEquals("", guest.text(response(guest, method, plain)));
        assertEquals("", guest.text(response(guest, method, splitting)));
        splitting.awaitEnd();
      }
      assertEquals(3, splitting.connections());
    }
  }

  private static IncomingResponse response(GuestHttp guest, String method, ScriptedServer server) {
    OutgoingRequest request = guest.request(server.authority(), "/");
    ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of(method)));
    return (IncomingResponse) ok(guest.awaited(guest.handle(request)));
  }

  @Test
  void theGuestHasNoSayInTheFramingOfItsRequest() throws Exception {
    CompletableFuture<String> received = new CompletableFuture<>();
    try (ScriptedServer server =
            ScriptedServer.plain(
                peer -> {
                  received.complete(peer.head());
                  peer.write("HTTP/1.1 204 No Content\r\n\r\n");
                  peer.drain();
                });
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object fields = guest.types("[constructor]fields");
      for (String name :
          List.of(
              "Host",
              "Connection",
              "Transfer-Encoding",
              "Keep-Alive",
              "Upgrade",
              "HTTP2-Settings",
              "Proxy-Authorization",
              "Proxy-Connection",
              "TE",
              "Trailer",
              "Expect")) {
        assertEquals(
            "forbidden",
            error(guest.types("[method]fields.append", fields, name, utf8("x"))).label());
      }
      for (String value : List.of("a\r\nHost: evil", "a\nb", "a\rb", "a\u0000b")) {
        assertEquals(
            "invalid-syntax",
            error(guest.types("[method]fields.append", fields, "X", utf8(value))).label());
      }
      OutgoingRequest request = guest.request(server.authority(), "/", "Content-Length", "3");
      ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
      assertEquals(204, ((IncomingResponse) ok(guest.awaited(guest.handle(request)))).status());
      String head = received.get(1, TimeUnit.MINUTES);
      // A declared length without a body is not sent.
      assertTrue(head.contains("Content-Length: 0\r\n"), head);
      assertFalse(head.contains("Content-Length: 3\r\n"), head);
      assertFalse(head.contains("Transfer-Encoding"), head);
    }
  }

  @Test
  void tinyChunksCostTheHostNoMoreThanOthers() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.plain(
                peer -> {
                  peer.head();
                  peer.write(OK + "Transfer-Encoding: chunked\r\n\r\n");
                  String chunks = "1\r\nx\r\n".repeat(10_000);
                  while (true) {
                    peer.write(chunks);
                  }
                });
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      var stream = guest.stream(guest.response(server.authority(), "/"));
      long read = 0;
      while (read < 1_000_000) {
        Object part = guest.read(stream);
        assertTrue(part instanceof ResultValue.Ok, String.valueOf(part));
        read += ((byte[]) ok(part)).length;
      }
    }
  }

  /** Or the library would take it for that, and wait for a body that the server does not send. */
  @ParameterizedTest
  @ValueSource(strings = {"head", "Head", "get", "connect", "oPTIONS"})
  void noMethodIsAStandardOneInOtherLetters(String name) {
    try (GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      OutgoingRequest request = guest.request("127.0.0.1:1", "/");
      assertInstanceOf(
          ResultValue.Err.class,
          guest.types(
              "[method]outgoing-request.set-method", request, VariantValue.of("other", name)));
      for (String fine : List.of("HEAD", "PROPFIND", "propfind")) {
        ok(
            guest.types(
                "[method]outgoing-request.set-method", request, VariantValue.of("other", fine)));
      }
    }
  }
}
