package dev.witloof.host.http;

import dev.witloof.host.http.cassette.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** Takes the body of a request that goes nowhere, or not at once. */
final class CollectedBody implements OutgoingBody.Sender, DataStreamChannel {
  private final OutgoingBody body;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean ended;

  private CollectedBody(OutgoingBody body) {
    this.body = body;
  }

  /**
   * The whole body, when the guest has finished it; no bytes when there is none.
   *
   * @return fails with an {@link HttpFailure} when the guest gives up, or it is too large
   */
  static CompletableFuture<byte[]> of(Optional<OutgoingBody> body) {
    if (body.isEmpty()) {
      return CompletableFuture.completedFuture(new byte[0]);
    }
    CollectedBody collected = new CollectedBody(body.get());
    body.get().sendWith(collected);
    collected.more();
    return collected.whole;
  }

  @Override
  public void more() {
    take().ifPresent(CollectedBody::goOn);
  }

  /**
   * It may be the guest who finishes the body, and must not choose how much stack there is for what
   * waits for it.
   */
  private static void goOn(Runnable end) {
    ConnectorHttp.HOST_THREADS_AT_ONCE.execute(end);
  }

  /** What to do when that was the end. */
  private synchronized Optional<Runnable> take() {
    try {
      if (!ended && body.produce(this)) {
        ended = true;
        return Optional.of(() -> whole.complete(bytes.toByteArray()));
      }
    } catch (IOException tooLarge) {
      ended = true;
      body.discard();
      HttpFailure failure = HttpFailure.internal(String.valueOf(tooLarge.getMessage()));
      return Optional.of(() -> whole.completeExceptionally(failure));
    }
    return Optional.empty();
  }

  @Override
  public void aborted(HttpFailure reason) {
    goOn(() -> whole.completeExceptionally(reason));
  }

  @Override
  public int write(ByteBuffer part) throws IOException {
    int length = part.remaining();
    try {
      Body.requireSmall((long) bytes.size() + length);
    } catch (Body.Unsuitable e) {
      throw new IOException(e.getMessage(), e);
    }
    byte[] copy = new byte[length];
    part.get(copy);
    bytes.writeBytes(copy);
    return length;
  }

  @Override
  public void requestOutput() {
    // It is told of more by the body itself.
  }

  @Override
  public void endStream() {
    // What take() returns says it.
  }

  @Override
  public void endStream(@Nullable List<? extends Header> trailers) {
    // Trailers of requests are not compared.
  }
}
