package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.host.io.InputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send what the protocol of HTTP/2 allows, without end. */
class Http2FloodTest {
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final byte[] SETTINGS = frame(4, 0, 0);

  private static LocalTls tls;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    tls = LocalTls.of(folder, "dns:localhost");
  }

  private static byte[] frame(int type, int flags, int stream, int... payload) {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putShort((short) 0).put((byte) payload.length).put((byte) type).put((byte) flags);
    frame.putInt(stream);
    for (int b : payload) {
      frame.put((byte) b);
    }
    return frame.array();
  }

  /** A header section of nothing but a status (RFC 7541, 6.2.2, with the name at index 8). */
  private static byte[] status(String code, int flags, int stream) {
    return frame(
        HEADERS, END_HEADERS | flags, stream, 8, 3, code.charAt(0), code.charAt(1), code.charAt(2));
  }

  /** Shakes hands, and returns the stream of the first request. */
  private static int request(ScriptedServer.Peer peer) throws IOException {
    peer.out().write(SETTINGS);
    peer.out().flush();
    DataInputStream in = new DataInputStream(peer.in());
    in.skipNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      in.readUnsignedByte();
      int stream = in.readInt();
      in.skipNBytes(length);
      if (type == HEADERS) {
        return stream;
      }
    }
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
    SETTINGS(Http2FloodTest.SETTINGS),
    EMPTY_DATA(frame(0, 0, 1)),
    PADDING(frame(0, 8, 1, 1, 0)),
    PRIORITY(frame(2, 0, 1, 0, 0, 0, 0, 7)),
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
        GuestHttp guest = guest()) {
      InputStream stream = guest.stream(ok(answer(guest, server)));
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
        GuestHttp guest = guest()) {
      assertEquals("hi", guest.text(ok(answer(guest, server))));
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
        GuestHttp guest = guest()) {
      assertTrue(answer(guest, server) instanceof ResultValue.Err);
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }

  private static GuestHttp guest() throws IOException {
    Names names = new Names().with("localhost", "127.0.0.1");
    return GuestHttp.over(
        new LiveTransport(new Routes(names, () -> null), tls.client(), 10),
        4,
        "https://localhost:*");
  }

  private static Object answer(GuestHttp guest, ScriptedServer server) {
    OutgoingRequest request = guest.request("localhost:" + server.port(), "/");
    ok(
        guest.types(
            "[method]outgoing-request.set-scheme", request, Optional.of(VariantValue.of("HTTPS"))));
    return guest.awaited(guest.handle(request));
  }

  private enum Acknowledged {
    PING(frame(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    SETTINGS(Http2FloodTest.SETTINGS);

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
        GuestHttp guest = guest()) {
      assertEquals("connection-terminated", error(answer(guest, server)).label());
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
        GuestHttp guest = guest()) {
      assertEquals(204, ((IncomingResponse) ok(answer(guest, server))).status());
      server.awaitEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "103"})
  void interimResponsesCount(String code) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.http2(
                tls.server(), peer -> flood(peer, status(code, 0, request(peer))));
        GuestHttp guest = guest()) {
      assertEquals("connection-terminated", error(answer(guest, server)).label());
      assertEquals(0, guest.leftInFlight());
      server.awaitEnd();
    }
  }
}
