package dev.witloof.host.http;

import java.nio.ByteBuffer;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;

/**
 * Goes through the frames that a server sends before the library does, and leaves to it only what
 * it can read: it fails on types that it does not know, minds flags that mean nothing and the
 * reserved bit, and takes lengths from 8 MiB on for negative. Types, flags and the bit are to be
 * ignored (RFC 9113, 4.1), so such a frame gets the type of one that the library ignores, where it
 * stands, and the bits are cleared; an impossible length or padding ends the connection. For one
 * connection, used by one thread.
 */
final class Http2Frames {
  /** Bytes of a frame beside its header, as our settings say. */
  static final int MAX_LENGTH = 64 << 10;

  private static final int HEADER_LENGTH = 9;
  private static final int TYPE_AT = 3;
  private static final int FLAGS_AT = 4;
  private static final int STREAM_AT = 5;

  /** Of a stream's priority, in a frame of headers. */
  private static final int PRIORITY_LENGTH = 5;

  private int headerRead;
  private int length;
  private FrameType type = FrameType.PRIORITY;
  private int flags;

  /** Of the payload; if there are none, a header is next. */
  private int left;

  /**
   * @param bytes what came next, of which those that the library must not see are changed; the
   *     position stays
   * @throws H2ConnectionException if a frame is longer than {@link #MAX_LENGTH}, or shorter than
   *     what its flags say is in it
   */
  void check(ByteBuffer bytes) throws H2ConnectionException {
    int index = bytes.position();
    while (index < bytes.limit()) {
      int value = bytes.get(index) & 0xff;
      if (left == 0) {
        bytes.put(index, (byte) header(value));
        index++;
      } else {
        if (left == length && isSet(FrameFlag.PADDED)) {
          require(fixedLength() + value);
        }
        int part = Math.min(left, bytes.limit() - index);
        left -= part;
        index += part;
      }
    }
  }

  /** What the library sees in place of a byte of a header. */
  private int header(int value) throws H2ConnectionException {
    int at = headerRead++;
    if (at < TYPE_AT) {
      length = at == 0 ? value : length << 8 | value;
    } else if (at == TYPE_AT) {
      type =
          value > FrameType.CONTINUATION.getValue() ? FrameType.PRIORITY : FrameType.valueOf(value);
      return type.getValue();
    } else if (at == FLAGS_AT) {
      flags = value & meaningful();
      return flags;
    } else if (at == STREAM_AT) {
      return value & 0x7f;
    } else if (headerRead == HEADER_LENGTH) {
      headerRead = 0;
      left = length;
      require(fixedLength());
    }
    return value;
  }

  private int meaningful() {
    return switch (type) {
      case DATA -> mask(FrameFlag.END_STREAM, FrameFlag.PADDED);
      case HEADERS ->
          mask(FrameFlag.END_STREAM, FrameFlag.END_HEADERS, FrameFlag.PADDED, FrameFlag.PRIORITY);
      case PUSH_PROMISE -> mask(FrameFlag.END_HEADERS, FrameFlag.PADDED);
      case CONTINUATION -> mask(FrameFlag.END_HEADERS);
      case SETTINGS, PING -> mask(FrameFlag.ACK);
      default -> 0;
    };
  }

  private static int mask(FrameFlag... all) {
    int mask = 0;
    for (FrameFlag flag : all) {
      mask |= flag.getValue();
    }
    return mask;
  }

  private boolean isSet(FrameFlag flag) {
    return (flags & flag.getValue()) != 0;
  }

  /** Of the fields before what may be empty. */
  private int fixedLength() {
    return (isSet(FrameFlag.PADDED) ? 1 : 0) + (isSet(FrameFlag.PRIORITY) ? PRIORITY_LENGTH : 0);
  }

  private void require(int least) throws H2ConnectionException {
    if (length < least) {
      throw new H2ConnectionException(
          H2Error.PROTOCOL_ERROR, "the server sent a frame shorter than what is in it");
    }
    if (length > MAX_LENGTH) {
      throw new H2ConnectionException(
          H2Error.FRAME_SIZE_ERROR, "the server sent a frame longer than it may");
    }
  }
}
