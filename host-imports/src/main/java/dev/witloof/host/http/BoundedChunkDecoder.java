package dev.witloof.host.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.ChunkDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;

/**
 * Decodes chunks, and bounds what comes in without becoming bytes of the body: the trailers. A
 * guest that does not read holds up a body, but not those; the library bounds their number and the
 * length of each, and keeps them all.
 */
final class BoundedChunkDecoder extends ChunkDecoder {
  /** Fields of a trailer section, and bytes of all of it. */
  static final int MAX_TRAILERS = 100;

  static final int MAX_BYTES = 64 << 10;

  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(MAX_BYTES).setMaxHeaderCount(MAX_TRAILERS).build();

  private final CountingChannel channel;

  BoundedChunkDecoder(
      ReadableByteChannel channel, SessionInputBuffer buffer, BasicHttpTransportMetrics metrics) {
    this(new CountingChannel(channel), buffer, metrics);
  }

  private BoundedChunkDecoder(
      CountingChannel channel, SessionInputBuffer buffer, BasicHttpTransportMetrics metrics) {
    super(channel, buffer, LIMITS, metrics);
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int read;
    try {
      read = super.read(target);
    } catch (MessageConstraintException tooLarge) {
      throw new IOException(HttpFailure.trailersTooLarge());
    }
    if (read > 0) {
      channel.count = 0;
    } else if (channel.count > MAX_BYTES) {
      throw new IOException(HttpFailure.trailersTooLarge());
    }
    return read;
  }

  private static final class CountingChannel implements ReadableByteChannel {
    private final ReadableByteChannel channel;

    /** Bytes since the last one of the body. */
    private long count;

    CountingChannel(ReadableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int read = channel.read(target);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
