package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.ok;

import dev.witloof.component.value.VariantValue;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Frames of HTTP/2 for servers that send them byte by byte, and guests that ask these. */
final class Http2Script {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;

  private Http2Script() {}

  static byte[] frame(int type, int flags, int stream, int... payload) {
    return join(header(payload.length, type, flags, stream), bytes(payload));
  }

  /** The header of a frame, whatever follows. */
  static byte[] header(int length, int type, int flags, int stream) {
    return bytes(
        length >> 16,
        length >> 8,
        length,
        type,
        flags,
        stream >> 24,
        stream >> 16,
        stream >> 8,
        stream);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] settings() {
    return frame(SETTINGS, 0, 0);
  }

  static byte[] data(String text, int flags, int stream) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return join(header(bytes.length, DATA, flags, stream), bytes);
  }

  /**
   * A header section of a status and fields (RFC 7541, 6.2.2, the status with the name at index 8).
   *
   * @param flags beside the one that says that the section ends
   * @param fields names and values, fewer than 127 characters each
   */
  static byte[] status(String code, int flags, int stream, String... fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(8);
    string(block, code);
    return section(block, flags, stream, fields);
  }

  /** A header section without a status, as trailers are. */
  static byte[] trailers(int stream, String... fields) {
    return section(new ByteArrayOutputStream(), END_STREAM, stream, fields);
  }

  private static byte[] section(
      ByteArrayOutputStream block, int flags, int stream, String... fields) {
    for (int i = 0; i < fields.length; i += 2) {
      block.write(0);
      string(block, fields[i]);
      string(block, fields[i + 1]);
    }
    return join(header(block.size(), HEADERS, END_HEADERS | flags, stream), block.toByteArray());
  }

  private static void string(ByteArrayOutputStream block, String text) {
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Shakes hands, and returns the stream of the first request. */
  static int request(ScriptedServer.Peer peer) throws IOException {
    peer.out().write(settings());
    peer.out().flush();
    peer.in().skipNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
    return nextRequest(peer);
  }

  /** The stream of the next request on a connection. */
  static int nextRequest(ScriptedServer.Peer peer) throws IOException {
    DataInputStream in = new DataInputStream(peer.in());
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

  static GuestHttp guest(LocalTls tls) throws IOException {
    Names names = new Names().with("localhost", "127.0.0.1");
    return GuestHttp.over(
        new LiveTransport(new Routes(names, () -> null), tls.client(), 10),
        4,
        "https://localhost:*");
  }

  static OutgoingRequest requestTo(GuestHttp guest, ScriptedServer server) {
    OutgoingRequest request = guest.request("localhost:" + server.port(), "/");
    ok(
        guest.types(
            "[method]outgoing-request.set-scheme", request, Optional.of(VariantValue.of("HTTPS"))));
    return request;
  }

  static Object answer(GuestHttp guest, ScriptedServer server) {
    return guest.awaited(guest.handle(requestTo(guest, server)));
  }
}
