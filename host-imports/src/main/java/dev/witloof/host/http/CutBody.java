package dev.witloof.host.http;

import java.util.List;
import java.util.Optional;

/** A body of which so much comes at most. Confined to the guest's thread. */
final class CutBody implements ResponseBody {
  private final ResponseBody body;
  private final Optional<HttpFailure> failure;
  private long left;
  private boolean ended;

  /**
   * @param failure what comes in place of the end, even when the body is shorter
   */
  CutBody(ResponseBody body, long bytes, Optional<HttpFailure> failure) {
    this.body = body;
    this.left = bytes;
    this.failure = failure;
  }

  @Override
  public Optional<byte[]> read(int max) throws HttpFailure {
    Optional<byte[]> part =
        left == 0 || ended ? Optional.empty() : body.read((int) Math.min(max, left));
    if (part.isPresent()) {
      left -= part.get().length;
      return part;
    }
    ended = true;
    body.close();
    if (failure.isPresent()) {
      throw failure.get();
    }
    return part;
  }

  @Override
  public boolean readable() {
    return left == 0 || ended || body.readable();
  }

  @Override
  public List<Fields.Entry> trailers() {
    return failure.isEmpty() ? body.trailers() : List.of();
  }

  @Override
  public void close() {
    body.close();
  }
}
