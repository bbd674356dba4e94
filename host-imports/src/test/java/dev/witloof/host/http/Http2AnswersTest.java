package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.Http2Script.CONTINUATION;
import static dev.witloof.host.http.Http2Script.DATA;
import static dev.witloof.host.http.Http2Script.END_HEADERS;
import static dev.witloof.host.http.Http2Script.END_STREAM;
import static dev.witloof.host.http.Http2Script.GOAWAY;
import static dev.witloof.host.http.Http2Script.HEADERS;
import static dev.witloof.host.http.Http2Script.PADDED;
import static dev.witloof.host.http.Http2Script.PING;
import static dev.witloof.host.http.Http2Script.RST_STREAM;
import static dev.witloof.host.http.Http2Script.SETTINGS;
import static dev.witloof.host.http.Http2Script.data;
import static dev.witloof.host.http.Http2Script.frame;
import static dev.witloof.host.http.Http2Script.header;
import static dev.witloof.host.http.Http2Script.join;
import static dev.witloof.host.http.Http2Script.nextRequest;
import static dev.witloof.host.http.Http2Script.request;
import static dev.witloof.host.http.Http2Script.status;
import static dev.witloof.host.http.Http2Script.trailers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.IoError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of answers as servers of HTTP/2 may send them, and as they may not. */
class Http2AnswersTest {
  private static final byte[] OK = status("200", 0, 1);
  private static final byte[] HI = data("hi", END_STREAM, 1);
  private static final int PRIORITY_FLAG = 0x20;

  private static LocalTls tls;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    tls = LocalTls.of(folder, "dns:localhost");
  }

  /** What a guest hears of an answer: status and body, or the case of the error. */
  private static String heard(String method, byte[] answer) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  request(peer);
                  peer.out().write(answer);
                  peer.drain();
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      OutgoingRequest request = Http2Script.requestTo(guest, server);
      ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of(method)));
      String heard = heard(guest, guest.awaited(guest.handle(request)));
      assertEquals(0, guest.leftInFlight());
      return heard;
    }
  }

  private static String heard(GuestHttp guest, Object answer) {
    if (answer instanceof ResultValue.Err) {
      return error(answer).label();
    }
    IncomingResponse response = (IncomingResponse) ok(answer);
    InputStream stream = guest.stream(response);
    StringBuilder heard = new StringBuilder().append(response.status()).append(' ');
    Object part = guest.read(stream);
    while (part instanceof ResultValue.Ok) {
      heard.append(new String((byte[]) ok(part), StandardCharsets.ISO_8859_1));
      part = guest.read(stream);
    }
    return heard.append(end(error(part))).toString();
  }

  private static String end(VariantValue error) {
    Optional<?> cause = error.payload();
    return cause.isEmpty()
        ? ""
        : "then " + ((VariantValue) ((IoError) cause.get()).detail().orElseThrow()).label();
  }

  /** ALTSVC, ORIGIN, PRIORITY_UPDATE, one that is reserved to be ignored, and two that may be. */
  private static IntStream unknown() {
    return IntStream.of(0x0a, 0x0c, 0x10, 0x2a, 0x40, 0xff);
  }

  /** RFC 9113, 4.1 and 5.5. */
  @ParameterizedTest
  @MethodSource("unknown")
  void framesOfUnknownTypesAreIgnored(int type) throws Exception {
    byte[] longest = join(header(Http2Frames.MAX_LENGTH, type, 0xff, 1), new byte[64 << 10]);
    for (int stream : new int[] {0, 1, 3}) {
      byte[] some = frame(type, 0, stream, 0, 0, 0, 1, 'u', '=', '1');
      byte[] flagged = frame(type, 0xff, stream);
      assertEquals("200 hi", heard("get", join(some, OK, flagged, HI)));
    }
    assertEquals("200 hi", heard("get", join(longest, OK, longest, HI)));
  }

  /** RFC 9113, 5.5: in the middle of a header section they are an error. */
  @ParameterizedTest
  @MethodSource("unknown")
  void norAreTheyAllowedWhereOthersAreNot(int type) throws Exception {
    byte[] begun = frame(HEADERS, 0, 1, 8, 3, '2', '0', '0');
    byte[] rest = frame(CONTINUATION, END_HEADERS, 1);
    assertEquals("200 hi", heard("get", join(begun, rest, HI)));
    assertEquals("HTTP-protocol-error", heard("get", join(begun, frame(type, 0, 0), rest, HI)));
  }

  @Test
  void theyAreFoundWhereverTheBytesAreCutAndOnAKeptConnection() throws Exception {
    byte[] altSvc = frame(0x0a, 0xff, 0, 0, 1, 'x', 'h', '2');
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  request(peer);
                  for (byte b : join(altSvc, OK, altSvc, HI, altSvc)) {
                    peer.out().write(b);
                    peer.out().flush();
                  }
                  int next = nextRequest(peer);
                  peer.out().write(join(altSvc, status("204", END_STREAM, next)));
                  peer.drain();
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      assertEquals("200 hi", heard(guest, Http2Script.answer(guest, server)));
      assertEquals("204 ", heard(guest, Http2Script.answer(guest, server)));
      assertEquals(1, server.connections());
    }
  }

  private static Stream<Arguments> fine() {
    byte[] reserved = data("hi", END_STREAM, 1 << 31 | 1);
    byte[] longer = join(frame(GOAWAY, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0), OK, HI);
    return Stream.of(
        arguments("get", "200 hi", join(status("103", 0, 1, "link", "</x>"), OK, HI)),
        arguments("get", "200 ", status("200", END_STREAM, 1, "grpc-status", "0")),
        arguments("get", "200 ", join(OK, trailers(1, "grpc-status", "0"))),
        arguments("get", "200 hi", join(OK, data("hi", 0, 1), trailers(1, "a", "b"))),
        arguments("get", "200 hi", join(status("200", 0, 1, "content-length", "2"), HI)),
        arguments("head", "200 ", status("200", END_STREAM, 1, "content-length", "5")),
        arguments("head", "200 ", join(status("200", 0, 1, "content-length", "5"), data("", 1, 1))),
        arguments("get", "304 ", status("304", END_STREAM, 1, "content-length", "5")),
        arguments("get", "204 ", status("204", END_STREAM, 1)),
        // Flags without a meaning, and the reserved bit of a stream's number.
        arguments("get", "200 hi", join(frame(PING, PADDED, 0, 9, 9, 9, 9, 9, 9, 9, 9), OK, HI)),
        arguments("get", "200 hi", join(OK, reserved)),
        arguments("get", "200 x", join(OK, frame(DATA, PADDED | END_STREAM, 1, 2, 'x', 0, 0))),
        arguments("get", "200 hi", longer));
  }

  @ParameterizedTest
  @MethodSource("fine")
  void whatIsAllowedIsHeard(String method, String heard, byte[] answer) throws Exception {
    assertEquals(heard, heard(method, answer));
  }

  private static Stream<Arguments> wrong() {
    String error = "HTTP-protocol-error";
    byte[] hello = data("hello", END_STREAM, 1);
    return Stream.of(
        arguments("get", error, join(status("101", 0, 1), OK, HI)),
        arguments("get", error, join(status("2000", 0, 1), HI)),
        arguments("get", error, frame(RST_STREAM, 0, 1, 0, 0, 0, 7)),
        arguments("get", error, frame(GOAWAY, 0, 0, 0, 0, 0, 1, 0, 0, 0, 11)),
        arguments("get", "connection-terminated", frame(GOAWAY, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
        arguments("get", "200 hithen " + error, join(OK, data("hi", 0, 1), reset(2))),
        arguments("get", "200 hithen " + error, join(OK, data("hi", 0, 1), reset(0))),
        // Longer or shorter than declared (RFC 9113, 8.1.1).
        arguments("get", error, status("200", END_STREAM, 1, "content-length", "5")),
        arguments("get", "200 hithen " + error, join(declaring("5"), HI)),
        arguments("get", "200 then " + error, join(declaring("2"), hello)),
        arguments("get", error, join(declaring("x"), HI)),
        arguments("get", error, join(declaring("-2"), HI)),
        arguments("get", error, join(declaring("99999999999999999999"), HI)),
        arguments("get", error, join(declaring("2", "content-length", "3"), HI)),
        arguments("head", "200 then " + error, join(declaring("5"), hello)),
        arguments("get", "204 then " + error, join(status("204", 0, 1), hello)),
        arguments("get", "304 then " + error, join(status("304", 0, 1), hello)),
        // What is about the connection (8.2.2).
        arguments("get", error, join(status("200", 0, 1, "transfer-encoding", "chunked"), HI)),
        arguments("get", error, join(status("200", 0, 1, "connection", "close"), HI)),
        arguments("get", error, join(status("200", 0, 1, "X-Upper", "a"), HI)),
        arguments("get", error, join(status("200", 0, 1, "a", "b\r\nc: d"), HI)),
        // Lengths that the library takes for negative, and what is not as long as it says.
        arguments("get", error, header(0xffffff, HEADERS, 0, 1)),
        arguments("get", error, header(0xfffff7, SETTINGS, 0, 0)),
        arguments("get", error, header(0x800000, 0x0a, 0, 0)),
        arguments("get", error, header(Http2Frames.MAX_LENGTH + 1, 0x0a, 0, 0)),
        arguments("get", error, frame(HEADERS, END_HEADERS | PRIORITY_FLAG, 1)),
        arguments("get", error, frame(HEADERS, END_HEADERS | PADDED, 1)),
        arguments("get", error, join(OK, frame(DATA, PADDED | END_STREAM, 1, 255, 'x'))));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsNotIsAnErrorAndNoPlaceIsLost(String method, String heard, byte[] answer)
      throws Exception {
    assertEquals(heard, heard(method, answer));
  }

  /** Its window is {@link Reactor#WINDOW}, whether the guest has read or not. */
  @Test
  void whatIsSentBeyondTheWindowIsAnError() throws Exception {
    byte[] part = join(header(60_000, DATA, 0, 1), new byte[60_000]);
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  request(peer);
                  peer.out().write(join(OK, part, part));
                  peer.out().flush();
                  sent.complete(true);
                  peer.drain();
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      IncomingResponse response = (IncomingResponse) ok(Http2Script.answer(guest, server));
      sent.get(1, TimeUnit.MINUTES);
      server.awaitEnd();
      InputStream stream = guest.stream(response);
      Object read = guest.read(stream);
      while (read instanceof ResultValue.Ok) {
        read = guest.read(stream);
      }
      assertEquals("last-operation-failed", error(read).label());
      assertEquals(0, guest.leftInFlight());
    }
  }

  /** RFC 9113, 6.8: what the server has not seen may be sent again, elsewhere. */
  @Test
  void aServerThatGoesAwayFromAKeptConnectionIsAskedOnANewOne() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  int first = request(peer);
                  peer.out().write(status("204", END_STREAM, first));
                  peer.out().flush();
                  nextRequest(peer);
                  peer.out().write(frame(GOAWAY, 0, 0, 0, 0, 0, first, 0, 0, 0, 0));
                  peer.out().flush();
                  peer.drain();
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      assertEquals("204 ", heard(guest, Http2Script.answer(guest, server)));
      assertEquals("204 ", heard(guest, Http2Script.answer(guest, server)));
      assertEquals(2, server.connections());
    }
  }

  private static byte[] reset(int code) {
    return frame(RST_STREAM, 0, 1, 0, 0, 0, code);
  }

  private static byte[] declaring(String length, String... more) {
    String[] fields =
        Stream.concat(Stream.of("content-length", length), Stream.of(more)).toArray(String[]::new);
    return status("200", 0, 1, fields);
  }
}
