package dev.witloof.host.http;

import dev.witloof.host.http.cassette.Body;
import java.io.ByteArrayOutputStream;

/** A copy of a body on its way, up to what a cassette holds. Thread-safe. */
final class BodyCopy {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long length;

  synchronized void append(byte[] part) {
    length += part.length;
    if (length <= Body.MAX_BYTES) {
      bytes.writeBytes(part);
    } else {
      bytes.reset();
    }
  }

  /** Whether all of it is held. */
  synchronized boolean isWhole() {
    return length <= Body.MAX_BYTES;
  }

  /** What is held: all of it, or nothing when that is too much. */
  synchronized byte[] held() {
    return bytes.toByteArray();
  }

  /**
   * What there is until now.
   *
   * @throws Body.Unsuitable when that is more than a cassette holds
   */
  synchronized byte[] bytes() throws Body.Unsuitable {
    Body.requireSmall(length);
    return bytes.toByteArray();
  }
}
