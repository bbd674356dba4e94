package dev.witloof.host.http;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;
import org.apache.hc.core5.io.CloseMode;

/**
 * Closes a connection of HTTP/2 whose server floods it, be there a request on it or not: with
 * frames that the library must acknowledge, in a queue without bound, with interim responses, or
 * with any frames that cost time and bring nothing; and one whose server sends beyond its window or
 * goes away without an answer, which the library does not mind. One for each connection; it counts
 * on the one thread that reads from it.
 */
final class Http2Guard implements H2StreamListener {
  /** Acknowledgements that wait until the server reads. */
  private static final int MAX_UNSENT = 1_000;

  private final FrameAllowance allowance = new FrameAllowance(System::nanoTime);
  private int unsent;
  private int lastRequest;

  /** Of the interim responses since the last other one; a connection has one exchange at a time. */
  private long interimBytes;

  @Override
  public void onFrameInput(HttpConnection connection, int stream, RawFrame frame) {
    if (isPartOfABody(frame)) {
      allowance.earn();
    } else if (!allowance.take() || leavesTooManyUnsent(frame) || refusesTheRequest(frame)) {
      connection.close(CloseMode.IMMEDIATE);
    }
  }

  /** Says that the last request has not been seen and never will be (RFC 9113, 6.8). */
  private boolean refusesTheRequest(RawFrame frame) {
    ByteBuffer payload = frame.isType(FrameType.GOAWAY) ? frame.getPayload() : null;
    return payload != null
        && payload.remaining() >= Integer.BYTES
        && (payload.getInt() & Integer.MAX_VALUE) < lastRequest;
  }

  private static boolean isPartOfABody(RawFrame frame) {
    ByteBuffer content = frame.isType(FrameType.DATA) ? frame.getPayloadContent() : null;
    return content != null && content.hasRemaining();
  }

  private boolean leavesTooManyUnsent(RawFrame frame) {
    return isAcknowledged(frame) && !frame.isFlagSet(FrameFlag.ACK) && ++unsent > MAX_UNSENT;
  }

  @Override
  public void onFrameOutput(HttpConnection connection, int stream, RawFrame frame) {
    if (isPartOfABody(frame)) {
      allowance.earn();
    } else if (isAcknowledged(frame) && frame.isFlagSet(FrameFlag.ACK)) {
      unsent--;
    }
  }

  private static boolean isAcknowledged(RawFrame frame) {
    return frame.isType(FrameType.PING) || frame.isType(FrameType.SETTINGS);
  }

  @Override
  public void onHeaderInput(HttpConnection connection, int stream, List<? extends Header> headers) {
    interimBytes = isInterim(headers) ? interimBytes + size(headers) : 0;
    if (interimBytes > Fields.MAX_BYTES) {
      connection.close(CloseMode.IMMEDIATE);
    }
  }

  private static boolean isInterim(List<? extends Header> headers) {
    return headers.stream()
        .anyMatch(
            header -> header.getName().equals(":status") && header.getValue().startsWith("1"));
  }

  private static long size(List<? extends Header> headers) {
    return headers.stream()
        .mapToLong(header -> Fields.size(header.getName(), header.getValue().length()))
        .sum();
  }

  @Override
  public void onHeaderOutput(
      HttpConnection connection, int stream, List<? extends Header> headers) {
    lastRequest = stream;
  }

  @Override
  public void onInputFlowControl(HttpConnection connection, int stream, int delta, int size) {
    if (size < 0) {
      connection.close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public void onOutputFlowControl(HttpConnection connection, int stream, int delta, int size) {
    // The library's business.
  }
}
