package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.VariantValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several exchanges in flight with a server that speaks HTTP/2 over TLS are recorded. */
class RecordHttp2Test {
  private static List<String> exchanges(HttpTransport transport, String authority) {
    try (transport;
        GuestHttp guest = GuestHttp.over(transport, 4, "https://localhost:*")) {
      List<Object> handled =
          List.of(
              post(guest, authority, "/a", "one"),
              post(guest, authority, "/b", "two+two"),
              post(guest, authority, "/a", "three"));
      return handled.stream()
          .map(each -> guest.text((IncomingResponse) ok(guest.awaited(each))))
          .toList();
    }
  }

  private static Object post(GuestHttp guest, String authority, String path, String text) {
    OutgoingRequest request = guest.request(authority, path);
    ok(
        guest.types(
            "[method]outgoing-request.set-scheme", request, Optional.of(VariantValue.of("HTTPS"))));
    ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
    OutgoingBody body = guest.outgoingBody(request);
    Object handled = guest.handle(request);
    ok(guest.write(guest.writer(body), utf8(text)));
    ok(guest.finish(body));
    return handled;
  }

  @Test
  void theyAreReplayedWithoutTheServer(@TempDir Path folder) throws Exception {
    LocalTls tls = LocalTls.of(folder, "dns:localhost");
    Path cassette = folder.resolve("cassette.json");
    String authority;
    List<String> live;
    try (Http2Server server = new Http2Server(tls.server())) {
      authority = "localhost:" + server.port();
      Names names = new Names().with("localhost", "127.0.0.1");
      live =
          exchanges(
              RecordingTransport.open(
                  new LiveTransport(new Routes(names, () -> null), tls.client(), 10), cassette),
              authority);
      assertEquals(3, server.exchanges());
    }
    assertTrue(live.get(1).contains("HTTP/2.0 POST 7"), live::toString);
    String file = Files.readString(cassette);
    assertTrue(file.contains("\"body\": {\"text\": \"two+two\"}"), file);
    assertTrue(file.contains("\"trailers\": {\"x-checksum\": \"abc\"}"), file);
    assertEquals(live, exchanges(ReplayTransport.open(cassette), authority));
  }
}
