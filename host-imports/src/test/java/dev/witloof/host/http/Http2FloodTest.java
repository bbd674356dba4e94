package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.Http2Script.CONTINUATION;
import static dev.witloof.host.http.Http2Script.END_STREAM;
import static dev.witloof.host.http.Http2Script.HEADERS;
import static dev.witloof.host.http.Http2Script.frame;
import static dev.witloof.host.http.Http2Script.request;
import static dev.witloof.host.http.Http2Script.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.host.io.InputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send what the protocol of HTTP/2 allows, without end. */
class Http2FloodTest {
  private static LocalTls tls;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    tls = LocalTls.of(folder, "dns:localhost");
  }

  private static void flood(ScriptedServer.Peer peer, byte[] frame) throws IOException {
    byte[] many = new byte[frame.length * 1_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = frame[i % frame.length];
    }
    while (true) {
      peer.out().write(many);
    }
  }

  /** Frames that bring nothing. */
  private enum Nothing {
    PING(frame(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    PING_ANSWER(frame(6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    SETTINGS(Http2Script.settings()),
    EMPTY_DATA(frame(0, 0, 1)),
    PADDING(frame(0, 8, 1, 1, 0)),
    PRIORITY(frame(2, 0, 1, 0, 0, 0, 0, 7)),
    UNKNOWN_TYPE(frame(0x0b, 0, 0, 1, 2, 3)),
    WINDOW_UPDATE(frame(8, 0, 1, 0, 0, 0, 1)),
    WINDOW_UPDATE_OF_ALL(frame(8, 0, 0, 0, 0, 0, 1));

    private final byte[] frame;

    Nothing(byte[] frame) {
      this.frame = Arrays.copyOf(frame, frame.length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatBringsNothingEndsTheConnection(Nothing kind) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  peer.out().write(status("200", 0, request(peer)));
                  peer.drainAside();
                  flood(peer, kind.frame);
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      InputStream stream = guest.stream(ok(Http2Script.answer(guest, server)));
      assertEquals("last-operation-failed", error(guest.read(stream)).label());
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource
  void someOfItIsAllowed(Nothing kind) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  peer.out().write(status("200", 0, request(peer)));
                  peer.drainAside();
                  for (int i = 0; i < 500; i++) {
                    peer.out().write(kind.frame);
                  }
                  peer.out().write(frame(0, END_STREAM, 1, 'h', 'i'));
                  peer.out().flush();
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      assertEquals("hi", guest.text(ok(Http2Script.answer(guest, server))));
    }
  }

  @Test
  void aHeaderSectionInPiecesWithoutEndIsCutOff() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  int stream = request(peer);
                  peer.out().write(frame(HEADERS, 0, stream, 8, 3, '2', '0', '0'));
                  flood(peer, frame(CONTINUATION, 0, stream));
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      assertTrue(Http2Script.answer(guest, server) instanceof ResultValue.Err);
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }

  private enum Acknowledged {
    PING(frame(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    SETTINGS(Http2Script.settings());

    private final byte[] frame;

    Acknowledged(byte[] frame) {
      this.frame = Arrays.copyOf(frame, frame.length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatMustBeAcknowledgedIsNotQueuedWithoutEnd(Acknowledged kind) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  request(peer);
                  flood(peer, kind.frame);
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      assertEquals("connection-terminated", error(Http2Script.answer(guest, server)).label());
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }

  @Test
  void norOnAConnectionThatIsKept() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(),
                peer -> {
                  peer.out().write(status("204", END_STREAM, request(peer)));
                  flood(peer, Acknowledged.PING.frame);
                });
        GuestHttp guest = Http2Script.guest(tls)) {
      assertEquals(204, ((IncomingResponse) ok(Http2Script.answer(guest, server))).status());
      server.awaitEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "103"})
  void interimResponsesCount(String code) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(), peer -> flood(peer, status(code, 0, request(peer))));
        GuestHttp guest = Http2Script.guest(tls)) {
      assertEquals("connection-terminated", error(Http2Script.answer(guest, server)).label());
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }
}
