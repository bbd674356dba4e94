package dev.witloof.host.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that arrives on a thread of the client and is read on the guest's. One item of the client
 * is asked for at a time, and the next when it has been read: a slow guest slows the server down.
 */
final class ArrivingBody implements HttpResponse.BodySubscriber<ResponseBody>, ResponseBody {
  private final Runnable wakeup;
  private final Deque<ByteBuffer> arrived = new ArrayDeque<>();
  private Flow.@Nullable Subscription subscription;
  private @Nullable Throwable failure;
  private boolean complete;
  private boolean closed;

  ArrivingBody(Runnable wakeup) {
    this.wakeup = wakeup;
  }

  /** The response is handed out with its headers; the body comes later. */
  @Override
  public CompletionStage<ResponseBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    synchronized (this) {
      item.stream().filter(ByteBuffer::hasRemaining).forEach(arrived::add);
      if (arrived.isEmpty() && subscription != null) {
        subscription.request(1);
      }
    }
    wakeup.run();
  }

  @Override
  public void onError(Throwable throwable) {
    synchronized (this) {
      failure = throwable;
    }
    wakeup.run();
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      complete = true;
    }
    wakeup.run();
  }

  @Override
  public synchronized Optional<byte[]> read(int max) throws HttpFailure {
    ByteBuffer first = arrived.peek();
    if (first == null) {
      if (failure != null) {
        throw HttpFailure.of(failure);
      }
      return complete || closed ? Optional.empty() : Optional.of(new byte[0]);
    }
    byte[] bytes = new byte[Math.min(max, first.remaining())];
    first.get(bytes);
    if (!first.hasRemaining()) {
      arrived.remove();
      if (arrived.isEmpty() && subscription != null) {
        subscription.request(1);
      }
    }
    return Optional.of(bytes);
  }

  @Override
  public synchronized boolean readable() {
    return !arrived.isEmpty() || complete || failure != null || closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    arrived.clear();
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
