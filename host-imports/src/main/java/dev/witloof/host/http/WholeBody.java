package dev.witloof.host.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A body that is there from the start. Confined to the guest's thread. */
final class WholeBody implements ResponseBody {
  private final byte[] bytes;
  private final List<Fields.Entry> trailers;
  private final Optional<HttpFailure> failure;
  private int position;
  private boolean closed;

  /**
   * @param bytes not to be changed
   * @param failure what comes in place of the end
   */
  WholeBody(byte[] bytes, List<Fields.Entry> trailers, Optional<HttpFailure> failure) {
    this.bytes = bytes;
    this.trailers = List.copyOf(trailers);
    this.failure = failure;
  }

  @Override
  public Optional<byte[]> read(int max) throws HttpFailure {
    if (closed) {
      return Optional.empty();
    }
    if (position == bytes.length) {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return Optional.empty();
    }
    int end = (int) Math.min(bytes.length, (long) position + max);
    byte[] part = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return Optional.of(part);
  }

  @Override
  public boolean readable() {
    return true;
  }

  @Override
  public List<Fields.Entry> trailers() {
    return position == bytes.length && failure.isEmpty() ? trailers : List.of();
  }

  @Override
  public void close() {
    closed = true;
  }
}
