package dev.witloof.host.http;

import java.util.List;
import java.util.Optional;

/** A body that somebody else hears, too: what is read of it, and how it ends. */
final class HeardBody implements ResponseBody {
  /** How a body ended. */
  sealed interface End {}

  /** All of it was read. */
  record Complete() implements End {}

  /** It broke off. */
  record Broken(HttpFailure failure) implements End {}

  /** The guest did not read on. */
  record GivenUp() implements End {}

  /** Who hears it. */
  interface Listener {
    /**
     * The body is over; once.
     *
     * @param read what was read of it
     * @return what a guest that reads on gets in place of the end
     */
    Optional<HttpFailure> ended(BodyCopy read, End end);
  }

  private final ResponseBody body;
  private final Listener listener;
  private final BodyCopy copy = new BodyCopy();
  private boolean ended;

  HeardBody(ResponseBody body, Listener listener) {
    this.body = body;
    this.listener = listener;
  }

  @Override
  public Optional<byte[]> read(int max) throws HttpFailure {
    Optional<byte[]> part;
    try {
      part = body.read(max);
    } catch (HttpFailure failure) {
      end(new Broken(failure));
      throw failure;
    }
    part.ifPresent(copy::append);
    if (part.isEmpty()) {
      end(new Complete());
    }
    return part;
  }

  private void end(End how) throws HttpFailure {
    Optional<HttpFailure> failure = begin() ? listener.ended(copy, how) : Optional.empty();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private synchronized boolean begin() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  @Override
  public boolean readable() {
    return body.readable();
  }

  @Override
  public List<Fields.Entry> trailers() {
    return body.trailers();
  }

  /** A guest that has read all bytes need not have seen the end. */
  @Override
  public void close() {
    try {
      if (begin()) {
        listener.ended(copy, isAtEnd() ? new Complete() : new GivenUp());
      }
    } finally {
      body.close();
    }
  }

  private boolean isAtEnd() {
    try {
      return body.readable() && body.read(1).isEmpty();
    } catch (HttpFailure broken) {
      return false;
    }
  }
}
